package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.canonical.StockMoved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one item's books: whatever arrives, the item's claimed total stays the sum of its claims' effects under its
 * newest levels.
 */
final class ItemLedger {

    private static final String ORDER = "order ";

    private final Claims claims;
    private final long now;
    private final long arrivedAt;
    private final Duration endedKept;
    private boolean tookNews;
    private String refusal;

    /**
     * @param now epoch milliseconds, for how long ended claims are remembered
     * @param arrivedAt when the hub had what is applied, epoch milliseconds
     * @param endedKept how long a document that told of arrivals is remembered once all of them came
     */
    ItemLedger(Claims claims, long now, long arrivedAt, Duration endedKept) {
        this.claims = claims;
        this.now = now;
        this.arrivedAt = arrivedAt;
        this.endedKept = endedKept;
    }

    /** The item after the event; itself when the event tells nothing new. */
    ItemStock apply(ItemStock item, CanonicalEvent event) {
        if (event.data() instanceof StockCounted counted) {
            return counted(item, counted.location().value(), Level.of(event, counted, arrivedAt));
        }
        if (event.data() instanceof StockMoved moved) {
            return moved(item, moved, Move.of(event, moved, arrivedAt));
        }
        if (event.data() instanceof StockExpected expected) {
            return expected(item, event, expected);
        }
        if (event.data() instanceof ItemDescribed described) {
            return item.with(Description.of(event, described));
        }
        return item;
    }

    /** Why the event was not taken over, though it may be counted; empty where it was. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether a claim changed, or came and went unseen, even where the item's sums stay as they were. */
    boolean tookNews() {
        return tookNews;
    }

    /**
     * The item after an order was told anew.
     *
     * @param at when it happened at its source
     */
    ItemStock apply(ItemStock item, Reservation reservation, Instant at) {
        String document = document(reservation.order());
        Claim known = claims.get(document);
        tookNews = reservation.cameAndWent();
        return replace(item, document, known, known.with(reservation, at));
    }

    /** The item without what a document sold before that time and no level includes. */
    ItemStock giveUpSales(ItemStock item, String document, Instant before) {
        Claim known = claims.get(document);
        return replace(item, document, known, known.givingUpSales(before, item.levels()));
    }

    /** The item without what an order holds of it. */
    ItemStock expire(ItemStock item, String document) {
        Claim known = claims.get(document);
        return replace(item, document, known, known.expiring());
    }

    private ItemStock expected(ItemStock item, CanonicalEvent event, StockExpected expected) {
        Expectations known = item.expected();
        Expectations told = known.with(event, expected, now, arrivedAt, endedKept);
        Optional<String> excess = told == known ? Optional.empty() : told.excess();
        if (excess.isEmpty()) {
            return item.expecting(told);
        }
        refusal = event.type().value() + ": " + excess.get();
        return item.expecting(known.without(told, event, expected, now));
    }

    private ItemStock counted(ItemStock item, String location, Level level) {
        Levels levels = item.levels().with(location, level);
        if (levels.equals(item.levels())) {
            return item;
        }
        Effect total = item.claimed();
        Waiting waiting = item.waiting();
        List<String> documents = waiting.all(claims);
        int marks = documents.size() - waiting.documents().size();
        for (String document : documents) {
            Claim claim = claims.get(document);
            Effect effect = claim.effect(levels);
            total = total.minus(claim.effect(item.levels())).plus(effect);
            if (!claim.waits(levels)) {
                marks -= waiting.documents().contains(document) ? 0 : 1;
                waiting = waiting.without(document, claims);
                keep(document, claim, false, effect);
            }
        }
        return item.with(levels, total, waiting.looked(marks));
    }

    private ItemStock moved(ItemStock item, StockMoved data, Move told) {
        String document = document(data);
        // Of a kit its parts moved (see KitUnpacking); here is only remembered that it was told.
        Move move = item.isKit() ? told.givingUp() : told;
        Claim known = claims.get(document);
        Claim claim = data.order() == null && known.moves().isEmpty()
                ? Claim.adjustment(data.move(), move)
                : known.with(data.move(), move);
        ItemStock changed = replace(item, document, known, claim);
        tookNews &= !item.isKit();
        return changed;
    }

    private ItemStock replace(ItemStock item, String document, Claim known, Claim claim) {
        if (claim.equals(known)) {
            return item;
        }
        tookNews = true;
        Levels levels = item.levels();
        Waiting waiting = item.waiting();
        boolean waits = claim.waits(levels);
        if (waits != known.waits(levels)) {
            waiting = waits ? waiting.with(document, claims) : waiting.without(document, claims);
        }
        Effect effect = claim.effect(levels);
        keep(document, claim, waits, effect);
        return item.with(levels, item.claimed().minus(known.effect(levels)).plus(effect), waiting);
    }

    private void keep(String document, Claim claim, boolean waits, Effect effect) {
        if (claim.isForgettable()) {
            claims.remove(document);
        } else {
            boolean idle = !waits && effect.isNone();
            claims.put(document, claim.idleSince(idle ? now : 0));
        }
    }

    /** The key of the claim that a move belongs to. */
    static String document(StockMoved moved) {
        return moved.order() == null ? "move " + moved.move() : document(moved.order());
    }

    private static String document(OrderId order) {
        return ORDER + order.value();
    }

    /** The channel of an order or sale that a claim's key names; empty for a move that has none. */
    static Optional<String> channel(String document) {
        return document.startsWith(ORDER)
                ? Optional.of(document.substring(ORDER.length(), document.indexOf(':')))
                : Optional.empty();
    }
}
