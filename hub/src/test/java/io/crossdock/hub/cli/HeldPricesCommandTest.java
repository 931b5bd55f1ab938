package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices that a channel's guard holds, as an operator sees them and lets them go. */
@OnBackbone(Part.KAFKA)
class HeldPricesCommandTest {

    private static final String GUARDED = "prices: {list: retail-eu, guard: 30%, rules: [{category: dear, min: 50}]}";

    private final ShopUnderTest shop;

    @TempDir
    private Path folder;

    HeldPricesCommandTest(Backbone backbone) {
        shop = new ShopUnderTest(backbone);
    }

    @BeforeEach
    void given_three_prices_that_move() {
        for (String sku : List.of("LAMP-1", "LAMP-2", "DEAR-1")) {
            shop.price(sku, 1, "100.00");
            shop.confirmed(sku, null, 0, "100.00", 1);
        }
        shop.described("DEAR-1", "dear");
        shop.price("LAMP-1", 2, "10.00");
        shop.price("LAMP-2", 2, "110.00");
        shop.price("DEAR-1", 2, "20.00");
    }

    private Invocation call(String... arguments) {
        List<String> all = new ArrayList<>(List.of("channel"));
        all.addAll(List.of(arguments));
        return shop.call(folder, GUARDED, all.toArray(String[]::new));
    }

    @Test
    void what_is_held_is_listed_with_what_is_shown_and_wanted_and_why() {
        // when
        Invocation held = call("held", "acme-eu");
        Invocation json = call("held", "acme-eu", "--json");
        // then
        assertThat(held.mistakes()).isEmpty();
        assertThat(held.status()).isZero();
        assertThat(held.out())
                .hasSize(3)
                .anyMatch(line -> line.matches("LAMP-1 +100.00 EUR +10.00 EUR +-90%  moves too far"))
                .anyMatch(line -> line.matches("DEAR-1 +100.00 EUR +20.00 EUR +-80%  beyond its limits"));
        assertThat(json.out())
                .anyMatch(line ->
                        line.startsWith("{\"sku\":\"LAMP-1\",\"shown\":{\"amount\":100.00,\"currency\":\"EUR\"}"))
                .hasSize(2);
    }

    @Test
    void a_released_price_is_held_no_longer_and_the_next_one_is() {
        // when
        Invocation released = call("release", "acme-eu", "LAMP-1", "--reason", "clearance");
        // then
        assertThat(released.mistakes()).isEmpty();
        assertThat(released.status()).isZero();
        assertThat(released.out()).containsExactly("LAMP-1: 100.00 -> 10.00 EUR");
        assertThat(call("held", "acme-eu").out()).hasSize(2).noneMatch(line -> line.startsWith("LAMP-1"));
        // when
        shop.price("LAMP-1", 3, "1.00");
        // then
        assertThat(call("held", "acme-eu").out()).hasSize(3).anyMatch(line -> line.startsWith("LAMP-1"));
    }

    @Test
    void what_is_not_held_or_beyond_its_limits_is_not_released() {
        // when
        Invocation released = call("release", "acme-eu", "LAMP-1", "LAMP-2", "DEAR-1", "--reason", "clearance");
        // then
        assertThat(released.status()).isEqualTo(3);
        assertThat(released.out()).containsExactly("LAMP-1: 100.00 -> 10.00 EUR");
        assertThat(released.mistakes())
                .containsExactly(
                        "crossdock: DEAR-1 is not held, or beyond its limits",
                        "crossdock: LAMP-2 is not held, or beyond its limits");
    }

    @Test
    void all_that_move_too_far_are_released_at_once() {
        // when
        Invocation released = call("release", "acme-eu", "--all", "--reason", "clearance");
        // then
        assertThat(released.status()).isZero();
        assertThat(released.out()).containsExactly("LAMP-1: 100.00 -> 10.00 EUR");
    }

    @Test
    void items_or_all_must_be_said_and_why() {
        assertThat(call("release", "acme-eu", "--reason", "x").status()).isEqualTo(2);
        assertThat(call("release", "acme-eu", "A", "--all", "--reason", "x").status())
                .isEqualTo(2);
        assertThat(call("release", "acme-eu", "A").status()).isEqualTo(2);
        assertThat(call("release", "acme-eu", "A", "--reason", " ").mistakes())
                .contains("command line: --reason, --by: is blank; allowed: a few words");
        assertThat(call("held", "acme-us").mistakes())
                .containsExactly("command line: CHANNEL: unknown channel 'acme-us'; allowed: acme-eu");
    }
}
