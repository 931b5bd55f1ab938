package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import java.nio.charset.StandardCharsets;

/**
 * How records are keyed in a channel's topic of receipts. A receipt has its item's SKU. A doubt has a key of its own: who
 * writes it does not know what the channel's sync writes at the same time, and compaction must not keep the doubt in the
 * place of a receipt that holds something newer.
 */
public final class ReceiptKey {

    /** No SKU holds a line break. */
    private static final String DOUBT = "\ndoubt";

    private ReceiptKey() {}

    static byte[] ofDoubt(Sku sku) {
        return (sku.value() + DOUBT).getBytes(StandardCharsets.UTF_8);
    }

    /** Whose record it is, of whatever topic that is keyed by SKUs. */
    public static Sku sku(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return new Sku(text.endsWith(DOUBT) ? text.substring(0, text.length() - DOUBT.length()) : text);
    }
}
