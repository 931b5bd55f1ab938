package io.crossdock.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keys that are looked at by hand are looked at as their patterns say, which validators and schemas have. */
class WellFormedTest {

    @Test
    void every_single_character_is_allowed_by_hand_where_the_pattern_allows_it() {
        for (Form form : Form.all()) {
            for (int character = 0; character <= Character.MAX_VALUE; character++) {
                form.holds(Character.toString((char) character));
                form.holds("a" + (char) character + "b");
            }
        }
    }

    @Test
    void random_texts_are_well_formed_by_hand_where_they_are_by_the_pattern() {
        Random random = new Random(20_261_127);
        List<String> odd = List.of(" ", "\n", "\u0000", "\u007f", "\u00a0", "\u200b", "\u3000", "\ud800", "\ue000");
        int good = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(68);
            while (text.length() < length) {
                switch (random.nextInt(20)) {
                    case 0 -> text.append(' ');
                    case 1 -> text.append((char) (0xA1 + random.nextInt(0x1F00)));
                    default -> text.append((char) (0x21 + random.nextInt(0x5E)));
                }
            }
            if (random.nextBoolean()) {
                text.insert(random.nextInt(text.length() + 1), odd.get(random.nextInt(odd.size())));
            }
            if (random.nextInt(8) == 0) {
                text.insert(random.nextInt(text.length() + 1), "\ud83d\ude00");
            }
            String whole = text.toString();
            for (Form form : Form.all()) {
                good += form.holds(whole) ? 1 : 0;
                form.holds(whole.replaceAll("[^A-Za-z0-9._-]", "-"));
            }
        }
        assertThat(good).isGreaterThan(10_000);
    }

    @Test
    void nothing_and_the_longest_are_told_alike() {
        for (Form form : Form.all()) {
            for (int length = 0; length <= 130; length++) {
                form.holds("a".repeat(length));
                form.holds("a" + " ".repeat(length) + "a");
            }
        }
        assertThat(new Sku(null).isWellFormed()).isFalse();
        assertThat(new LocationId(null).isWellFormed()).isFalse();
    }

    private record Form(Pattern pattern, Predicate<String> byHand) {

        private static final List<Form> ALL = List.of(
                new Form(patternOf(Sku.class), text -> new Sku(text).isWellFormed()),
                new Form(patternOf(LocationId.class), text -> new LocationId(text).isWellFormed()));

        static List<Form> all() {
            return ALL;
        }

        private static Pattern patternOf(Class<?> key) {
            try {
                return Pattern.compile(key.getDeclaredField("value")
                        .getAnnotation(jakarta.validation.constraints.Pattern.class)
                        .regexp());
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean holds(String text) {
            boolean isAllowed = pattern.matcher(text).matches();
            if (byHand.test(text) != isAllowed) {
                throw new AssertionError(
                        text.chars().mapToObj(Integer::toHexString).toList() + " is not told alike");
            }
            return isAllowed;
        }
    }
}
