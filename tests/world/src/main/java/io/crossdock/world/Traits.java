package io.crossdock.world;

/**
 * What a channel is like.
 *
 * @param limit of its requests, as in a channel file
 * @param compares whether it refuses an offer whose sender is wrong about what it shows
 * @param putsBack whether it shows again what a buyer takes back
 * @param fastest milliseconds until it answers, at least
 * @param slowest and at most
 * @param orderLag milliseconds until the hub hears of an order, at most
 * @param cuts requests of a thousand that are not answered
 */
record Traits(
        String name,
        StockArithmetic stock,
        PriceArithmetic price,
        String limit,
        int batch,
        int inFlight,
        boolean compares,
        boolean putsBack,
        int fastest,
        int slowest,
        int orderLag,
        int cuts) {

    /** Milliseconds by which a request that is not answered may be applied later than the slowest that is. */
    static final int MORE = 500;

    /** Milliseconds in which a request without an answer is applied, or never. */
    int settles() {
        return slowest + MORE;
    }
}
