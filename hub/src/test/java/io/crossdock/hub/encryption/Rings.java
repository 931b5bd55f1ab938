package io.crossdock.hub.encryption;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Keys in memory and a clock to turn, for what needs no Kafka. */
final class Rings {

    final KeyRing ring = new KeyRing();
    Instant now = Instant.parse("2026-10-31T23:59:00Z");

    /** A ring with keys for some channels in October and November 2026. */
    static Rings of(String... owners) {
        Rings rings = new Rings();
        for (String owner : owners) {
            rings.grow(owner, YearMonth.of(2026, 10));
            rings.grow(owner, YearMonth.of(2026, 11));
        }
        return rings;
    }

    KeyTree grow(String owner, YearMonth period) {
        ring.put(KeyRing.newTree(owner, period), KeyRing.newRoot());
        return ring.current(owner, period);
    }

    Sealing sealing() {
        return new KeyedSealing(ring, true, clock(), owner -> {});
    }

    /** Opens what was encrypted and encrypts nothing more. */
    Sealing turnedOff() {
        return new KeyedSealing(ring, false, clock(), owner -> {});
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
