package io.crossdock.demo;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationStock;
import io.crossdock.sandbox.webhook.Delivery;
import io.crossdock.sandbox.webhook.Flaw;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what the channels show, and what Kafka holds, with the truth. */
final class Proof {

    private static final Set<String> EVERYWHERE = Set.of("hamburg", "lyon");
    private static final int NAMED_OF_EACH = 5;

    private final Truth truth;
    private final Observer observer;

    Proof(Truth truth, Observer observer) {
        this.truth = truth;
        this.observer = observer;
    }

    /** Where a channel shows something else than it should, one line each. */
    List<String> differences(Account account) {
        List<String> differences = new ArrayList<>();
        for (String sku : truth.skus()) {
            long shown = account.shownPieces(sku);
            long right = truth.pieces(sku, account);
            if (shown != right) {
                differences.add(sku + " shows " + shown + " pieces, should be " + right);
            }
            BigDecimal price = account.shop().shown(sku).price();
            BigDecimal rightPrice = truth.price(sku, account);
            if (price.compareTo(rightPrice) != 0) {
                differences.add(sku + " costs " + price + ", should be " + rightPrice);
            }
        }
        return differences;
    }

    /** What is not yet as it should be once nothing happens any more, one line for each channel and kind. */
    List<String> missing(List<Account> accounts, SalesBook book) {
        List<String> missing = new ArrayList<>();
        for (Account account : accounts) {
            long underWay = account.webhooks().map(sender -> sender.underWay()).orElse(0L);
            if (underWay > 0) {
                missing.add(account.name() + ": " + underWay + " webhooks are under way");
            }
            add(missing, account.name(), "differences", differences(account));
            add(missing, account.name(), "webhooks accepted and not journaled", acceptedButNotJournaled(account));
        }
        add(missing, "all channels", "orders without an event", ordersWithoutEvent(book));
        return missing;
    }

    private static void add(List<String> missing, String whose, String what, List<String> each) {
        if (!each.isEmpty()) {
            missing.add(whose + ": " + each.size() + " " + what + ", the first: "
                    + each.stream().limit(NAMED_OF_EACH).collect(Collectors.joining("; ")));
        }
    }

    /** Webhooks that were answered 2xx and that the journal does not hold. */
    List<String> acceptedButNotJournaled(Account account) {
        Tally tally = observer.of(account.name());
        return deliveries(account).stream()
                .filter(delivery -> delivery.flaw() == Flaw.NONE && delivery.isAccepted())
                .map(Delivery::webhookId)
                .distinct()
                .filter(id -> !tally.isJournaled(id))
                .toList();
    }

    /** Orders that no canonical event tells of. */
    List<String> ordersWithoutEvent(SalesBook book) {
        return book.all().stream()
                .filter(sale -> !sale.isTill())
                .filter(sale -> !observer.of(sale.channel()).hasEventOf(sale.orderId()))
                .map(Sale::orderId)
                .toList();
    }

    /** Unsigned or wrongly signed deliveries that were answered 2xx. */
    long unsignedAccepted(Account account) {
        return deliveries(account).stream()
                .filter(delivery -> delivery.flaw() != Flaw.NONE && delivery.isAccepted())
                .count();
    }

    /** SKUs of which the hub thinks that fewer are available than really are: something was counted twice. */
    long countedTwice() {
        return truth.skus().stream()
                .filter(sku -> hubAvailable(sku).compareTo(truth.available(sku, EVERYWHERE)) < 0)
                .count();
    }

    private BigDecimal hubAvailable(String sku) {
        AvailabilityChanged known = observer.availability().get(sku);
        if (known == null) {
            return BigDecimal.ZERO;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (LocationStock stock : known.locations()) {
            sum = sum.add(stock.onHand()).subtract(stock.reserved());
        }
        for (FloatingReservation reservation : known.floating()) {
            sum = sum.subtract(reservation.quantity());
        }
        return sum;
    }

    private static List<Delivery> deliveries(Account account) {
        return account.webhooks().map(sender -> sender.deliveries()).orElse(List.of());
    }
}
