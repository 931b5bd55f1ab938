package io.crossdock.sandbox;

/** What a buyer puts into the basket. */
public record OrderLine(String sku, long pieces) {

    public static OrderLine of(String sku, long pieces) {
        return new OrderLine(sku, pieces);
    }
}
