package io.crossdock.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens, no shop is told what is not so: see {@link Laws}. {@code -Dcrossdock.seed=N} plays one world again and
 * {@code -Dcrossdock.long=true} plays more and longer ones.
 */
class NoOversellLawsTest {

    private static final boolean LONG = Boolean.getBoolean("crossdock.long");
    private static final Long SEED = Long.getLong("crossdock.seed");
    private static final int SEEDS = LONG ? 10_000 : 200;
    private static final int OPERATIONS = 200;

    private static final int OPERATIONS_OF_THE_LONG_WORLD = 1_000_000;

    @TempDir
    private Path state;

    private int worlds;
    private int kills;
    private int released;

    @Test
    void every_write_is_right_and_whatever_is_oversold_is_so_by_lag() {
        // when
        Oversold oversold = new Oversold();
        long writes = 0;
        long first = SEED == null ? 0 : SEED;
        long last = SEED == null ? SEEDS - 1 : SEED;
        for (long seed = first; seed <= last; seed++) {
            writes += play(seed, OPERATIONS, oversold);
        }
        // then
        assertThat(writes).isPositive();
        assertThat(oversold.withoutExplanation()).isZero();
        if (SEED == null) {
            assertThat(kills).isPositive();
            assertThat(released).isPositive();
        }
    }

    /** Killed between a slow channel's answer and its receipt, when pieces were held back of which no change was recorded. */
    @Test
    void what_a_slow_channel_was_told_last_is_put_right_by_the_next_owner() {
        assertThat(play(5133, OPERATIONS, new Oversold())).isPositive();
    }

    @Test
    void a_million_operations_are_right_too() {
        assumeTrue(LONG);
        // when
        Oversold oversold = new Oversold();
        play(SEED == null ? 1 : SEED, OPERATIONS_OF_THE_LONG_WORLD, oversold);
        // then
        assertThat(oversold.withoutExplanation()).isZero();
        assertThat(oversold.pieces()).isPositive();
    }

    @Test
    void the_same_seed_gives_the_same_world() {
        // when
        Oversold one = new Oversold();
        Oversold other = new Oversold();
        long writes = play(7, OPERATIONS, one);
        // then
        assertThat(play(7, OPERATIONS, other)).isEqualTo(writes);
        assertThat(other).hasToString(one.toString());
    }

    private long play(long seed, int operations, Oversold oversold) {
        try (RandomWorld world = new RandomWorld(seed, state.resolve("seed" + worlds++), false)) {
            world.play(operations);
            oversold.add(world.oversold());
            kills += world.kills();
            released += world.released();
            return world.writes();
        } catch (BrokenLaw broken) {
            throw new AssertionError("seed " + seed + ": " + toldOf(seed, operations, broken));
        }
    }

    /** The same world once more, this time with its history. */
    private String toldOf(long seed, int operations, BrokenLaw broken) {
        try (RandomWorld world = new RandomWorld(seed, state.resolve("again" + seed), true)) {
            world.play(operations);
            return "only once " + broken.getMessage();
        } catch (BrokenLaw again) {
            return again.getMessage();
        }
    }
}
