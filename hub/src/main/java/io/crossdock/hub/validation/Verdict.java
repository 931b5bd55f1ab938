package io.crossdock.hub.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is wrong with an order.
 *
 * @param valid whether nothing is
 * @param problems sorted by line and rule
 */
public record Verdict(boolean valid, List<Problem> problems) {

    static Verdict of(List<Problem> problems) {
        return new Verdict(problems.isEmpty(), List.copyOf(problems));
    }

    /** The rules that an order may break. */
    public enum Rule {
        /** A member is missing or not of its form; {@code field} names it. */
        INVALID,
        /** Less than nothing is ordered. */
        BAD_QUANTITY,
        /** Nobody has ever counted the item. */
        UNKNOWN_ITEM,
        /** The item is not sold any more. */
        DISCONTINUED,
        /** Fewer pieces are available than the order wants. */
        NOT_ENOUGH
    }

    /**
     * @param line the line's key; null where it is about the whole order
     * @param field the member's path; null but for {@code INVALID}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Problem(String line, Rule rule, String field) {}
}
