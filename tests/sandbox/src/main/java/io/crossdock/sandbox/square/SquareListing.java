package io.crossdock.sandbox.square;

/** An item variation by its ids; each item has one. */
record SquareListing(String sku, String variation, String item) {

    String name() {
        return "Article " + sku;
    }
}
