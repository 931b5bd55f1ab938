package io.crossdock.hub.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeenTest {

    private final Seen seen = new Seen(10);
    private final PolledRecords records = new PolledRecords();

    @BeforeEach
    void aChannel() {
        records.setChannel("acme-eu");
        records.setKeyPointer("/id");
    }

    @Test
    void a_sweep_of_more_things_than_are_remembered_is_too_long_until_one_is_not() {
        // when, then
        assertThat(sweep(10)).isZero();
        assertThat(sweep(10)).isEqualTo(10);
        assertThat(seen.isTooShort()).isFalse();
        assertThat(sweep(11)).isLessThan(11);
        assertThat(seen.isTooShort()).isTrue();
        sweep(9);
        assertThat(seen.isTooShort()).isFalse();
    }

    @Test
    void things_of_earlier_sweeps_give_way_without_a_word() {
        // given
        sweep(10);
        // when
        IntStream.range(10, 15).forEach(id -> seen.add(polled(id)));
        seen.sweepEnds();
        // then
        assertThat(seen.isTooShort()).isFalse();
    }

    /** @return how many were known */
    private long sweep(int things) {
        long known =
                IntStream.range(0, things).filter(id -> isKnown(polled(id))).count();
        seen.sweepEnds();
        return known;
    }

    private boolean isKnown(PolledRecords.Polled polled) {
        boolean isKnown = seen.has(polled);
        seen.add(polled);
        return isKnown;
    }

    private PolledRecords.Polled polled(int id) {
        return records.of(("{\"id\":" + id + "}").getBytes(UTF_8), Instant.EPOCH);
    }
}
