package io.crossdock.bench.sync;

/** How the sample ERP numbers its articles. */
final class Articles {

    private static final String BEGIN = "A-";

    private Articles() {}

    /** @param number from 0 */
    static String sku(int number) {
        return BEGIN + "%05d".formatted(number + 1);
    }

    /** Which one that is, from 0. */
    static int number(String sku) {
        return Integer.parseInt(sku, BEGIN.length(), sku.length(), 10) - 1;
    }
}
