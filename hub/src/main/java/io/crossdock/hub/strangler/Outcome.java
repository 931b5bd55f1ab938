package io.crossdock.hub.strangler;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.erp.strangler.SideAnswer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;

/**
 * What came of asking one side.
 *
 * @param body its answer; null where it gave none
 * @param failure why; null where it gave one
 * @param nanos how long it took, waiting for a thread included
 * @param isRefused whether it was not even asked, since too many calls were under way
 */
record Outcome(byte[] body, RuntimeException failure, long nanos, boolean isRefused) {

    static Outcome answered(byte[] body, long nanos) {
        return new Outcome(body, null, nanos, false);
    }

    static Outcome failed(RuntimeException failure, long nanos) {
        return new Outcome(null, failure, nanos, false);
    }

    static Outcome refused(RuntimeException failure) {
        return new Outcome(null, failure, 0, true);
    }

    boolean isFailure() {
        return failure != null;
    }

    /** A refusal is an answer: the side works and says no. */
    boolean isRejection() {
        return failure instanceof Failure known && known.kind() == Failure.Kind.REJECTED;
    }

    byte[] orThrow() {
        if (failure != null) {
            throw failure;
        }
        return body;
    }

    /** For a comparison; an answer that is no JSON is a failure of that side. */
    SideAnswer comparable() {
        if (failure != null) {
            return SideAnswer.failed(
                    failure instanceof Failure known ? known.kind().name() : "BROKEN");
        }
        try {
            return SideAnswer.of(Json.read(body, "crossdock", "answer", JsonNode.class));
        } catch (Failure e) {
            return SideAnswer.failed(e.kind().name());
        }
    }
}
