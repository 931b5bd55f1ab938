package io.crossdock.hub.budget;

/**
 * What a request takes of an account's limits.
 *
 * @param points 1 or more
 */
record Price(double points) {

    /** Of a request that nobody has told the cost of. */
    static final Price LEAST = new Price(1);

    /** How much of one limit: a request where requests are counted. */
    double of(Rate rate) {
        return rate.isPoints() ? points : 1;
    }
}
