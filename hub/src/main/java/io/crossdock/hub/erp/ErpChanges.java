package io.crossdock.hub.erp;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.erp.mapping.FailedRow;
import java.util.List;

/**
 * What a batch of an ERP's changes became; the body of an exchange.
 *
 * @param erp the ERP's name
 * @param failures rows that could not be mapped, for the dead letters
 */
public record ErpChanges(String erp, List<CanonicalEvent> events, List<FailedRow> failures) {

    boolean isEmpty() {
        return events.isEmpty() && failures.isEmpty();
    }
}
