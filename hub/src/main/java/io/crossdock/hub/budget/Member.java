package io.crossdock.hub.budget;

/**
 * A process that shares an account's budget.
 *
 * @param limit the account's, as it knows it
 * @param parts how many of the {@link Parts} it has
 * @param wants how many it could use
 * @param least how many are of any use to it
 * @param weight of what it wants them for
 * @param waits whether a request waits
 * @param turn its place in the row where not all can have a part: the least goes first
 */
record Member(String limit, int parts, int wants, int least, int weight, boolean waits, long turn) {

    Member with(int more) {
        return new Member(limit, parts + more, wants, least, weight, waits, turn);
    }
}
