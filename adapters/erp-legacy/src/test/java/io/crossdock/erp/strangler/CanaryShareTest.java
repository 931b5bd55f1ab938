package io.crossdock.erp.strangler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanaryShareTest {

    private static final List<String> KEYS =
            IntStream.range(0, 10_000).mapToObj(number -> "shop-eu:" + number).toList();

    @Test
    void a_higher_share_of_10_000_keys_only_adds_keys() {
        Set<String> before = Set.of();
        for (String percent : List.of("0", "0.5", "1", "5", "25", "50", "99.99", "100")) {
            Set<String> now = share("order-sourcing", percent);
            assertThat(now).as("at %s%%", percent).containsAll(before);
            assertThat((double) now.size()).isCloseTo(Double.parseDouble(percent) * 100, within(150.0));
            before = now;
        }
        assertThat(share("order-sourcing", "0")).isEmpty();
        assertThat(before).hasSize(10_000);
    }

    @Test
    void a_keys_place_is_the_same_in_every_release() {
        // A change of the hash would move buyers from one side to the other in the middle of a rolling deployment.
        assertThat(KEYS.stream().filter(key -> CanaryShare.has("order-sourcing", key, new BigDecimal("0.1"))))
                .containsExactly("shop-eu:178", "shop-eu:4448", "shop-eu:5730", "shop-eu:9298");
    }

    @Test
    void two_capabilities_try_different_keys() {
        Set<String> both = share("order-sourcing", "10");
        both.retainAll(share("order-validation", "10"));
        assertThat(both.size()).isBetween(50, 150);
    }

    private static Set<String> share(String capability, String percent) {
        return KEYS.stream()
                .filter(key -> CanaryShare.has(capability, key, new BigDecimal(percent)))
                .collect(Collectors.toSet());
    }
}
