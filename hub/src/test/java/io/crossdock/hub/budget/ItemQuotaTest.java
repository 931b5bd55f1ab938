package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.budget.ItemQuota.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemQuotaTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void a_quota_is_read_and_told_as_a_channel_file_says_it() {
        assertThat(ItemQuota.parse("250/d")).contains(new ItemQuota(250, Duration.ofDays(1)));
        assertThat(ItemQuota.parse("250/1d").orElseThrow()).hasToString("250/d");
        assertThat(ItemQuota.parse("100/12h").orElseThrow()).hasToString("100/12h");
        assertThat(ItemQuota.parse("5/90s").orElseThrow()).hasToString("5/90s");
        for (String wrong : List.of("250", "1/d", "0/d", "250/0d", "250/w", "-2/d", "")) {
            assertThat(ItemQuota.parse(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void no_span_sees_more_than_the_quota_whenever_it_begins_and_a_hot_item_uses_what_there_is() {
        Random random = new Random(7);
        for (int writes : new int[] {2, 3, 25, 250}) {
            // given an item that changes all the time, with pauses now and then
            ItemQuota quota = new ItemQuota(writes, Duration.ofHours(24));
            List<Instant> written = new ArrayList<>();
            Spent spent = null;
            Instant now = NOW;
            while (now.isBefore(NOW.plus(Duration.ofDays(5)))) {
                Instant next = quota.notBefore(spent, random.nextBoolean(), now);
                if (next == null) {
                    spent = quota.after(spent, now);
                    written.add(now);
                }
                now = now.plusSeconds(random.nextInt(400) == 0 ? random.nextInt(100_000) : random.nextInt(300));
            }
            // then
            for (int i = 0; i + writes < written.size(); i++) {
                assertThat(Duration.between(written.get(i), written.get(i + writes)))
                        .as("%s writes from %s", writes + 1, written.get(i))
                        .isGreaterThanOrEqualTo(quota.span());
            }
            assertThat(written).as("writes of %s a day", writes).hasSizeGreaterThan(writes);
        }
    }

    @Test
    void it_waits_exactly_as_long_as_it_says() {
        // given
        ItemQuota quota = new ItemQuota(20, Duration.ofSeconds(200));
        Spent spent = null;
        for (int i = 0; i < 8; i++) {
            assertThat(quota.notBefore(spent, false, NOW)).isNull();
            spent = quota.after(spent, NOW);
        }
        // when, then the last two of ten are for decreases, and one comes back in 20 seconds
        assertThat(quota.notBefore(spent, false, NOW)).isEqualTo(NOW.plusSeconds(20));
        assertThat(quota.notBefore(spent, false, NOW.plusSeconds(20))).isNull();
        assertThat(quota.notBefore(spent, true, NOW)).isNull();
        spent = quota.after(quota.after(spent, NOW), NOW);
        assertThat(quota.notBefore(spent, true, NOW)).isEqualTo(NOW.plusSeconds(20));
        assertThat(quota.notBefore(spent, false, NOW)).isEqualTo(NOW.plusSeconds(60));
        assertThat(quota.used(spent, NOW.plusSeconds(100))).isEqualTo(5);
        assertThat(quota.used(spent, NOW.plusSeconds(1000))).isZero();
    }
}
