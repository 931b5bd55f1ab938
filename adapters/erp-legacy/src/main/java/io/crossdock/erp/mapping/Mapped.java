package io.crossdock.erp.mapping;

import io.crossdock.canonical.CanonicalEvent;
import java.util.List;

/** What a batch of changes became. A row that fails holds up no other. */
public record Mapped(List<CanonicalEvent> events, List<FailedRow> failures) {

    public Mapped {
        events = List.copyOf(events);
        failures = List.copyOf(failures);
    }
}
