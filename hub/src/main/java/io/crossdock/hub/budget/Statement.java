package io.crossdock.hub.budget;

import java.util.Map;

/**
 * What a process says to those that share budgets with it. Saying nothing new is a sign of life, too.
 *
 * @param process who says so
 * @param number of its statements, rising
 * @param ends whether it was its last
 * @param wishes by account, those that have changed
 * @param snapshot what it has made of all that was said before; null in most
 */
record Statement(String process, long number, boolean ends, Map<String, Wish> wishes, LedgerSnapshot snapshot) {

    Statement {
        if (process == null) {
            throw new IllegalArgumentException("a statement of nobody");
        }
        wishes = wishes == null ? Map.of() : Map.copyOf(wishes);
    }
}
