package io.crossdock.sandbox;

/** The shop shows fewer pieces than the buyer wants; what a buyer sees as a greyed button. */
public class SoldOut extends RuntimeException {

    public SoldOut(String shop, String sku) {
        super(shop + " has too few pieces of " + sku);
    }
}
