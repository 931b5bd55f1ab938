package io.crossdock.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTest {

    private record Numbers(int epoch, long position, int ordinal) implements Comparable<Numbers> {
        Sequence sequence() {
            return Sequence.of(epoch, position, ordinal);
        }

        @Override
        public int compareTo(Numbers other) {
            return Comparator.comparingInt(Numbers::epoch)
                    .thenComparingLong(Numbers::position)
                    .thenComparingInt(Numbers::ordinal)
                    .compare(this, other);
        }
    }

    @Test
    void text_order_is_the_order_of_the_numbers() {
        // given
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Numbers one = numbers(random);
            Numbers other =
                    random.nextInt(4) == 0 ? new Numbers(one.epoch, one.position, small(random)) : numbers(random);
            // then
            assertThat(Integer.signum(one.sequence().compareTo(other.sequence())))
                    .as("%s and %s", one, other)
                    .isEqualTo(Integer.signum(one.compareTo(other)));
        }
    }

    @Test
    void the_greatest_position_fits() {
        assertThat(Sequence.of(999_999, Long.MAX_VALUE, 999_999)).hasToString("999999-09223372036854775807-999999");
    }

    @Test
    void events_of_one_commit_share_epoch_and_position() {
        assertThat(Sequence.of(1, 24_023_128L, 3).commit())
                .isEqualTo("000001-00000000000024023128")
                .isEqualTo(Sequence.of(1, 24_023_128L, 4).commit())
                .isNotEqualTo(Sequence.of(1, 24_023_129L, 3).commit());
    }

    @Test
    void numbers_that_do_not_fit_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sequence.of(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Sequence.of(1_000_000, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Sequence.of(0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Sequence.of(0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Sequence.of(0, 0, 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2-3", "000001-00000000000024023128-00000x", "٠00001-00000000000024023128-000003"})
    void text_of_another_form_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sequence.parse(text));
    }

    @Test
    void text_of_its_form_is_read_back() {
        // given
        Sequence sequence = Sequence.of(1, 24_023_128L, 3);
        // then
        assertThat(Sequence.parse(sequence.value())).isEqualTo(sequence);
    }

    private static Numbers numbers(Random random) {
        long position = random.nextBoolean() ? small(random) : random.nextLong() & Long.MAX_VALUE;
        return new Numbers(random.nextInt(3), position, small(random));
    }

    private static int small(Random random) {
        return random.nextBoolean() ? random.nextInt(12) : random.nextInt(1_000_000);
    }
}
