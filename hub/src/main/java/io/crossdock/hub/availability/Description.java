package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an item's master data says about its stock.
 *
 * @param sequence empty where the source has none; then the time decides which is newer
 * @param components what a kit is made of
 */
record Description(String sequence, Instant time, int revision, List<Component> components, boolean discontinued) {

    static final Description NONE = new Description("", Instant.EPOCH, 0, List.of(), false);

    private static final Comparator<Description> AGE = Comparator.comparing(Description::sequence)
            .thenComparing(description -> description.sequence.isEmpty() ? description.time : Instant.EPOCH)
            .thenComparingInt(Description::revision);

    Description {
        sequence = sequence == null ? "" : sequence;
        components = components == null ? List.of() : List.copyOf(components);
    }

    void write(StateWriter out) {
        out.sequence(sequence).time(time).number(revision).flag(discontinued);
        out.list(components, (component, to) -> to.text(component.sku().value()).pieces(component.quantity()));
    }

    static Description read(StateReader in) {
        String sequence = in.sequenceText();
        Instant time = in.time();
        int revision = in.integer();
        boolean discontinued = in.flag();
        List<Component> components = in.list(from -> new Component(new Sku(from.text()), from.pieces()));
        return new Description(sequence, time, revision, components, discontinued);
    }

    static Description of(CanonicalEvent event, ItemDescribed described) {
        return new Description(
                event.sequence() == null ? "" : event.sequence().value(),
                event.time(),
                event.translationRevision(),
                described.components(),
                described.discontinued());
    }

    boolean isNewerThan(Description other) {
        return AGE.compare(this, other) > 0;
    }

    /** Pieces that one kit takes, by SKU; empty for an item that is no kit. */
    SortedMap<String, BigDecimal> parts() {
        SortedMap<String, BigDecimal> parts = new TreeMap<>();
        components.forEach(component -> Effect.add(parts, component.sku().value(), component.quantity()));
        return parts;
    }

    /** Pieces that one kit takes of other items; empty also for a kit that is its own part, which nobody can make. */
    SortedMap<String, BigDecimal> partsOf(Sku sku) {
        return isItsOwnPart(sku) ? Collections.emptySortedMap() : parts();
    }

    boolean isItsOwnPart(Sku sku) {
        return components.stream().anyMatch(component -> component.sku().equals(sku));
    }
}
