package io.crossdock.erp.mapping;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.InvalidEventException;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockExpected;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.Section;
import io.crossdock.erp.TillSales;
import io.crossdock.spi.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collects the events and failures of one batch, and gives each event its id and sequence. */
final class Outcome {

    private static final int REVISION = 1;
    /** Ordinals that one batch of a snapshot has for each subject; a sequence has room for 10,000 batches. */
    private static final int ORDINALS_A_ROUND = 100;

    private static final int LAST_ORDINAL = 999_999;

    private final ErpConfig config;
    private final Instant now;
    private final List<CanonicalEvent> events = new ArrayList<>();
    private final List<FailedRow> failures = new ArrayList<>();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Map<Commit, String> traces = new HashMap<>();

    Outcome(ErpConfig config, Instant now) {
        this.config = config;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** Arrivals go before the levels that may include them: pieces that were booked in are never in both. */
    Mapped mapped() {
        List<CanonicalEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparing(event -> !(event.data() instanceof StockExpected)));
        return new Mapped(ordered, failures);
    }

    /** A row's fields, for a section. */
    Columns columns(Section section, String key, Map<String, Field> fields, Map<String, Object> row) {
        return new Columns(config.name(), section.label(), key, fields, row);
    }

    /**
     * @param key what the event is about, in the ERP's words
     * @param rows for the dead letter, if it comes to that
     * @param data fails where the rows cannot be read
     */
    void add(Section section, String key, Commit commit, List<Map<String, Object>> rows, Supplier<CanonicalData> data) {
        try {
            // A sale may have the number of an order.
            String fact = section == Section.TILL_SALES ? "sale " + key : key;
            events.add(EventValidation.checkData(event(data.get(), fact, commit)));
        } catch (Failure e) {
            fail(section, key, commit, rows, e);
        } catch (InvalidEventException e) {
            fail(section, key, commit, rows, Failure.unmappable(config.name(), section.label(), key, e.getMessage()));
        }
    }

    /** Prices of which a date has come, right after what was told of the item last: whatever changes later is newer. */
    void add(PriceDate come, List<Map<String, Object>> rows, Supplier<CanonicalData> data) {
        Sequence next = come.told().following();
        try {
            events.add(EventValidation.check(event(data.get(), come, next)));
        } catch (Failure e) {
            failures.add(new FailedRow(Section.PRICES, come.sku(), rows, next, e));
        } catch (InvalidEventException e) {
            Failure failure = unmappable(Section.PRICES, come.sku(), e.getMessage());
            failures.add(new FailedRow(Section.PRICES, come.sku(), rows, next, failure));
        }
    }

    void fail(Section section, String key, Commit commit, List<Map<String, Object>> rows, Failure failure) {
        failures.add(new FailedRow(
                section, key, rows, Sequence.of(commit.epoch(), commit.position(), first(commit)), failure));
    }

    /** Until when a level of the commit includes what tills sold, by the time that the ERP takes; null where unknown. */
    Instant salesUntil(Commit commit) {
        return config.tillSales()
                .map(TillSales::within)
                .map(within -> commit.at().minus(within))
                .orElse(null);
    }

    /** Whether each level says by itself which sales it includes. */
    boolean levelsTellSales() {
        return config.tillSales()
                .filter(sales -> sales.absorbedBy() == TillSales.AbsorbedBy.TIME)
                .isPresent();
    }

    Failure unmappable(Section section, String key, String what) {
        return Failure.unmappable(config.name(), section.label(), key, what);
    }

    private CanonicalEvent event(CanonicalData data, String key, Commit commit) {
        EventType type = EventType.of(data);
        String fact = key + "@" + commit.epoch() + "-" + commit.position() + "-" + commit.round();
        return new CanonicalEvent(
                CanonicalEvent.idOf(config.source(), type, fact),
                config.source(),
                commit.at(),
                sequence(type, data.subject(), commit),
                // A snapshot does not tell when a row was committed: no lag is to be measured from it.
                commit.isSnapshot() ? null : commit.at(),
                traces.computeIfAbsent(commit, first -> CommitTrace.of(config, first)),
                REVISION,
                data);
    }

    private CanonicalEvent event(CanonicalData data, PriceDate come, Sequence next) {
        EventType type = EventType.of(data);
        return new CanonicalEvent(
                CanonicalEvent.idOf(config.source(), type, come.sku() + "@" + next),
                config.source(),
                come.at(),
                next,
                // Nobody committed it: no lag is to be measured from that a date came.
                null,
                CommitTrace.of(config.source() + "@" + next),
                REVISION,
                data);
    }

    /** One commit may say several things of one subject: an item's levels at several locations. */
    private Sequence sequence(EventType type, String subject, Commit commit) {
        int place = ordinals.merge(type + "\n" + subject + "\n" + commit.position(), 1, Integer::sum) - 1;
        return Sequence.of(commit.epoch(), commit.position(), Math.min(LAST_ORDINAL, first(commit) + place));
    }

    private static int first(Commit commit) {
        return (int) Math.min(LAST_ORDINAL, (long) commit.round() * ORDINALS_A_ROUND);
    }
}
