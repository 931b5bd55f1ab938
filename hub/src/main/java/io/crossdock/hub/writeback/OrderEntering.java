package io.crossdock.hub.writeback;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderState;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.orders.OrderEntry;
import io.crossdock.erp.orders.OrderInterface;
import io.crossdock.erp.orders.OrderInterface.Entered;
import io.crossdock.erp.orders.WriteBack;
import io.crossdock.hub.availability.OrderEdition;
import io.crossdock.hub.encryption.NoKeyException;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.encryption.TamperedException;
import io.crossdock.hub.writeback.EntryState.Phase;
import io.crossdock.spi.Failure;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what an event about an order asks for: enters it, remembers, or makes it a dead letter. For one thread.
 *
 * <p>Killed at any point, it is given the same event again and does the same: what was entered is entered once more, which
 * an interface takes for one; a letter keeps its id.
 */
final class OrderEntering {

    private static final String OPERATION = "order";

    private final ErpConfig config;
    private final WriteBack writeBack;
    private final OrderInterface target;
    private final EntrySink sink;
    private final Optional<InterchangeNumbers> numbers;
    private final EntryStates states;
    private final EntryWriter writer;
    private final Sealing sealing;
    private final Duration remembered;
    private final Clock clock;

    /** Hands an entry to whatever enters it, and throws its failure. */
    interface EntrySink {
        void enter(OrderEntry entry);
    }

    /** @param remembered how long what became of an order is known */
    OrderEntering(
            ErpConfig config,
            OrderInterface target,
            EntrySink sink,
            Optional<InterchangeNumbers> numbers,
            EntryStates states,
            EntryWriter writer,
            Sealing sealing,
            Duration remembered,
            Clock clock) {
        this.config = config;
        this.writeBack = config.writeBack().orElseThrow();
        this.target = target;
        this.sink = sink;
        this.numbers = numbers;
        this.states = states;
        this.writer = writer;
        this.sealing = sealing;
        this.remembered = remembered;
        this.clock = clock;
    }

    /**
     * Goes on with an entry that has a number already and was not heard of since, so that none with a greater one comes
     * before it.
     *
     * @throws Failure as {@link #handle}
     */
    void finish() {
        numbers.flatMap(given -> given.unfinished(states)).ifPresent(interchange -> {
            writer.find(interchange.place()).ifPresent(record -> handle(record, false));
            numbers.get().finished();
        });
    }

    /**
     * @param isLastAttempt whether a failure that is perhaps this order's own is taken for that
     * @return whether the ERP's interface has taken an order, or judged it
     * @throws Failure when no order can be entered now, so that the same is to be given again
     */
    boolean handle(OrderRecord record, boolean isLastAttempt) {
        Optional<CanonicalEvent> event = read(record);
        if (event.isEmpty()) {
            return false;
        }
        if (event.get().data() instanceof OrderBooked booked) {
            if (event.get().source().equals(config.source())) {
                booked(booked);
            }
        } else if (event.get().data() instanceof OrderState state && writeBack.concerns(state.order())) {
            return state(record, event.get(), state.order(), isLastAttempt);
        }
        return false;
    }

    private Optional<CanonicalEvent> read(OrderRecord record) {
        try {
            return Optional.of(record.event(sealing));
        } catch (NoKeyException e) {
            throw Failure.unavailable(config.name(), OPERATION, e.getMessage(), e);
        } catch (IllegalArgumentException | UncheckedIOException | TamperedException e) {
            // Whose it is cannot be told, nor whether this ERP is to have it; a person can.
            letter(
                    record,
                    Failure.malformed(config.name(), OPERATION, "", e.getClass().getSimpleName()),
                    null);
            return Optional.empty();
        }
    }

    private void booked(OrderBooked booked) {
        String order = booked.order().value();
        EntryState known = states.of(order);
        if (known != null
                && !(known.phase() == Phase.BOOKED && booked.erpNumber().equals(known.erpNumber()))) {
            remember(order, known.booked(booked.erpNumber(), clock.instant()));
        }
    }

    private boolean state(OrderRecord record, CanonicalEvent event, Order order, boolean isLastAttempt) {
        EntryState known = states.of(order.id().value());
        if (known != null && record.isTriedBefore(known.place())) {
            // By one that died before its place was kept; tried now, it would be tried twice.
            return false;
        }
        OrderEdition edition = OrderEdition.of(event, (OrderState) event.data());
        OrderEntry entry = new OrderEntry(order, kind(event), known == null ? 1 : known.attempt() + 1);
        boolean isWanted = !entry.wantedLines().isEmpty();
        String content;
        try {
            content = isWanted || writeBack.takesChanges() ? digest(target.content(entry)) : "nothing";
        } catch (Failure failure) {
            content = "unmappable";
        }
        EntryStep step = EntryStep.of(known, edition, record.isRetry(), isWanted, content, writeBack.takesChanges());
        if (step == EntryStep.ENTER && !record.isRetry() && isPerhapsForgotten(order, known)) {
            doubt(record, entry, edition, content);
            return false;
        }
        switch (step) {
            case NOTHING -> {}
            case NOTE -> note(order, known, edition, record, isWanted);
            case ENTER -> {
                return enter(record, entry, known, edition, content, isLastAttempt);
            }
            case REFUSE -> refuse(record, entry, known, edition);
        }
        return false;
    }

    private static OrderEntry.Kind kind(CanonicalEvent event) {
        return switch (event.type()) {
            case ORDER_PLACED -> OrderEntry.Kind.PLACED;
            case ORDER_CANCELLED -> OrderEntry.Kind.CANCELLED;
            default -> OrderEntry.Kind.CHANGED;
        };
    }

    private void note(Order order, EntryState known, OrderEdition edition, OrderRecord record, boolean isWanted) {
        boolean isEntered = known != null && (known.phase() == Phase.SENT || known.phase() == Phase.BOOKED);
        if (isEntered || known != null && isWanted) {
            remember(order.id().value(), known.seen(edition, false));
            return;
        }
        int attempts = known == null ? 0 : known.attempt();
        remember(
                order.id().value(),
                new EntryState(
                        Phase.WITHDRAWN,
                        edition,
                        order.version(),
                        attempts,
                        "",
                        record.place(),
                        clock.instant(),
                        null,
                        false));
    }

    private boolean enter(
            OrderRecord record,
            OrderEntry entry,
            EntryState known,
            OrderEdition edition,
            String content,
            boolean isLastAttempt) {
        Order order = entry.order();
        EntryState sent = new EntryState(
                Phase.SENT,
                known != null && known.seen().compareTo(edition) > 0 ? known.seen() : edition,
                order.version(),
                entry.attempt(),
                content,
                record.place(),
                clock.instant(),
                known == null ? null : known.erpNumber(),
                false);
        try {
            sink.enter(numbers.isEmpty() ? entry : numbers.get().number(entry, record.place()));
        } catch (Failure failure) {
            boolean isGivenUp = isLastAttempt && failure.isPerhapsOfTheRequest();
            boolean isOfAll = failure.kind().isTransient() || failure.kind() == Failure.Kind.UNAUTHORIZED;
            if (isOfAll && !isGivenUp) {
                throw failure;
            }
            letter(record, failure, order.shipTo());
            remember(order.id().value(), sent.rejected(clock.instant()));
            numbers.ifPresent(InterchangeNumbers::finished);
            // What is mapped wrongly was not even sent.
            return failure.kind() == Failure.Kind.REJECTED;
        }
        remember(order.id().value(), sent);
        numbers.ifPresent(InterchangeNumbers::finished);
        return true;
    }

    /** Whether it may have been entered so long ago that nobody knows, and nobody has said since that it was not. */
    private boolean isPerhapsForgotten(Order order, EntryState known) {
        boolean isNew = known == null || known.phase() == Phase.REJECTED && known.attempt() == 0;
        return isNew && order.placedAt().isBefore(clock.instant().minus(remembered));
    }

    private void doubt(OrderRecord record, OrderEntry entry, OrderEdition edition, String content) {
        Order order = entry.order();
        String what = "it was placed at " + order.placedAt() + ", and what became of an order is remembered for "
                + remembered.toDays() + " days: whether the ERP has it cannot be told; a replay enters it";
        letter(record, Failure.stale(config.name(), OPERATION, order.id().value(), what), order.shipTo());
        remember(
                order.id().value(),
                new EntryState(
                        Phase.REJECTED,
                        edition,
                        order.version(),
                        0,
                        content,
                        record.place(),
                        clock.instant(),
                        null,
                        false));
    }

    /** Forgets what ended long ago; what is open is written anew, so that Kafka keeps it. */
    void tidy() {
        states.tidy(clock.instant(), remembered).forEach(order -> remember(order, states.of(order)));
    }

    private void refuse(OrderRecord record, OrderEntry entry, EntryState known, OrderEdition edition) {
        String order = entry.order().id().value();
        String what = "it was " + entry.kind().word() + " after the ERP had it, version " + known.version()
                + ", and the interface takes no changes";
        letter(
                record,
                Failure.rejected(config.name(), OPERATION, order, what),
                entry.order().shipTo());
        remember(order, known.seen(edition, true));
    }

    /** Asks about the orders that are in the ERP's interface; makes dead letters of those that it rejected since. */
    void askFor(List<String> orders) {
        Map<Entered, String> open = new LinkedHashMap<>();
        for (String order : orders) {
            EntryState state = states.of(order);
            if (state.phase() == Phase.SENT) {
                open.put(new Entered(order, state.version(), state.attempt()), order);
            }
        }
        target.rejections(open.keySet()).forEach((entered, message) -> {
            EntryState state = states.of(entered.order());
            OrderRecord record =
                    writer.find(state.place()).orElseGet(() -> OrderRecord.gone(entered.order(), state.place()));
            letter(record, Failure.rejected(config.name(), OPERATION, entered.order(), message), buyer(record));
            remember(entered.order(), state.rejected(clock.instant()));
        });
    }

    private Address buyer(OrderRecord record) {
        try {
            return record.event(sealing).data() instanceof OrderState state
                    ? state.order().shipTo()
                    : null;
        } catch (IllegalArgumentException | UncheckedIOException | TamperedException e) {
            return null;
        }
    }

    private void letter(OrderRecord record, Failure failure, Address buyer) {
        writer.letter(record, failure, buyer);
    }

    private void remember(String order, EntryState state) {
        states.put(order, state, clock.instant());
        writer.state(order, state);
    }

    private static String digest(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
