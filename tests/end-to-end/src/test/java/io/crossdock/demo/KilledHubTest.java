package io.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A hub that dies without warning, in the middle of everything. */
class KilledHubTest {

    private static final int TICKS = 80;

    @Test
    void a_hub_killed_twice_in_the_middle_loses_nothing_and_every_channel_ends_up_right() throws Exception {
        // given
        try (World world = World.start(Path.of("../.."), 80, 11, line -> {})) {
            SalesBook book = new SalesBook();
            BusyDay day = new BusyDay(world, book, new Random(11));
            awaitRight(world, book);
            // when
            for (int tick = 0; tick < TICKS; tick++) {
                day.tick(tick);
                if (tick == 25 || tick == 55) {
                    world.killHubAndStartAgain();
                }
            }
            // then
            awaitRight(world, book);
            Proof proof = new Proof(new Truth(world.erp(), book), world.observer());
            assertThat(proof.ordersWithoutEvent(book)).isEmpty();
            assertThat(proof.countedTwice()).isZero();
            for (Account account : world.accounts()) {
                assertThat(proof.acceptedButNotJournaled(account))
                        .as(account.name())
                        .isEmpty();
            }
        }
    }

    private static void awaitRight(World world, SalesBook book) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    Proof proof = new Proof(new Truth(world.erp(), book), world.observer());
                    for (Account account : world.accounts()) {
                        assertThat(account.webhooks()
                                        .map(sender -> sender.underWay())
                                        .orElse(0L))
                                .isZero();
                        assertThat(proof.differences(account))
                                .as(account.name())
                                .isEmpty();
                    }
                });
    }
}
