package io.crossdock.erp.strangler;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which keys are in a capability's share. A key has a fixed place between 0 and 9,999, by SHA-256, so that every process
 * and every later start decides alike, a higher share only adds keys, and two capabilities try different ones.
 */
public final class CanaryShare {

    private static final int PLACES = 10_000;
    private static final BigDecimal PLACES_A_PERCENT = BigDecimal.valueOf(100);

    private CanaryShare() {}

    /** @param percent 0 to 100; hundredths count */
    public static boolean has(String capability, String key, BigDecimal percent) {
        return BigDecimal.valueOf(place(capability, key)).compareTo(percent.multiply(PLACES_A_PERCENT)) < 0;
    }

    private static long place(String capability, String key) {
        byte[] digest = sha256().digest((capability + '\n' + key).getBytes(StandardCharsets.UTF_8));
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << Byte.SIZE | digest[i] & 0xFF;
        }
        return Long.remainderUnsigned(first, PLACES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
