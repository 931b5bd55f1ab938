package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** However processes come, go, die, freeze and lose touch, the system never gets more than it takes, and all of it in the end. */
class SharedBudgetLawsTest {

    private static final int SEEDS = Boolean.getBoolean("crossdock.long") ? 1_000 : 40;
    private static final List<String> LIMITS = List.of(
            "10/s",
            "10/s burst 40",
            "60/m",
            "5/s",
            "1/s burst 3",
            "2/s burst 3 and 100/m burst 20",
            "50/s",
            "30/s burst 60 points",
            "100/s burst 200 points and 20/s");
    private static final int EVENTS = 30;

    @Test
    void the_system_never_gets_more_than_it_takes_and_all_of_it_once_things_have_settled() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            String limit = LIMITS.get(seed % LIMITS.size());
            String told = "seed " + seed + ", limit " + limit;
            SharingWorld world = new SharingWorld(limit, seed);
            world.join();
            // when
            for (int i = 0; i < EVENTS; i++) {
                something(world, random);
                world.pass(Duration.ofMillis(100 + random.nextInt(4000)));
            }
            assertThat(world.system.broken()).as(told).isEmpty();
            settle(world);
            double before = world.system.taken();
            Map<String, Integer> sentBefore = world.sent();
            world.pass(Duration.ofSeconds(30));
            // then
            assertThat(world.system.broken()).as(told).isEmpty();
            world.truncate(Duration.ofSeconds(65));
            assertThat(Set.copyOf(world.replayed())).as(told).hasSize(1);
            double most = Rate.all(limit).stream()
                    .filter(rate -> rate.isPoints() == limit.contains("points"))
                    .mapToDouble(rate -> 30e9 / rate.interval().toNanos())
                    .min()
                    .orElseThrow();
            double all = world.system.taken() - before;
            assertThat(all).as(told).isGreaterThan(0.9 * most - SharingWorld.DEAREST);
            double least = all / world.alive().size() / 3 - SharingWorld.DEAREST;
            assertThat(world.sent()).as(told).allSatisfy((process, sent) -> assertThat(
                            (double) sent - sentBefore.get(process))
                    .isGreaterThanOrEqualTo(least));
        }
    }

    private static void something(SharingWorld world, Random random) {
        List<SharingWorld.Node> alive = world.alive();
        SharingWorld.Node one = alive.get(random.nextInt(alive.size()));
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                if (alive.size() < 4) {
                    world.truncate(Duration.ofSeconds(65));
                    one = world.join();
                }
            }
            case 2 -> leave(world, one, random.nextBoolean());
            case 3 -> one.isCutOff = !one.isCutOff;
            case 4 -> one.isFrozen = !one.isFrozen;
            case 5 -> one.largestDelayMs = random.nextInt(10) == 0 ? 9000 : 1 + random.nextInt(100);
            default -> {
                // others go on as they did
            }
        }
        one.offersASecond = random.nextBoolean() ? 0 : random.nextInt(60);
        one.fetchesASecond = random.nextBoolean() ? 0 : random.nextInt(20);
    }

    private static void leave(SharingWorld world, SharingWorld.Node one, boolean isOrderly) {
        if (world.alive().size() > 1 && isOrderly && !one.isFrozen) {
            one.stop();
        } else if (world.alive().size() > 1) {
            one.die();
        }
    }

    private static void settle(SharingWorld world) {
        for (SharingWorld.Node node : world.alive()) {
            node.isCutOff = false;
            node.isFrozen = false;
            node.largestDelayMs = 20;
            node.offersASecond = 100;
            node.fetchesASecond = 100;
        }
        world.pass(Duration.ofSeconds(30));
    }
}
