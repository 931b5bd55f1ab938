package io.crossdock.bench.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bodies that no translation can make anything of, each for another reason; the number of a record determines its body. */
final class PoisonBodies {

    private static final int KINDS = 7;

    private PoisonBodies() {}

    /** @param good the body that it would have been */
    static byte[] of(int number, byte[] good) {
        String text = new String(good, UTF_8);
        return switch (number % KINDS) {
            case 0 -> Arrays.copyOf(good, good.length / 2);
            case 1 ->
                text.replace("\"sku\":\"SKU-", "\"sku\":\"\",\"was\":\"SKU-").getBytes(UTF_8);
            case 2 -> text.replace("\"currency\":\"USD\"", "\"currency\":\"?\"").getBytes(UTF_8);
            case 3 ->
                text.replace("\"note\":null", "\"note\":null,\"note\":null").getBytes(UTF_8);
            case 4 ->
                text.replace("\"note\":null", "\"note\":" + "[".repeat(100_000)).getBytes(UTF_8);
            case 5 -> notUtf8(good);
            default -> new byte[0];
        };
    }

    private static byte[] notUtf8(byte[] good) {
        byte[] broken = good.clone();
        broken[good.length / 2] = (byte) 0xFF;
        return broken;
    }
}
