package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often orders are compared is in the channel file, and checked like the rest of it. */
class CheckReconcileTest {

    private static final String SHOP = """
            channel: shop
            system: shopify
            currency: USD
            locations: [hamburg]
            properties: {url: "https://shop.example", accessToken: t, secret: s}
            """;

    @TempDir
    Path folder;

    @Test
    void times_and_the_word_off_are_taken() {
        for (String right : new String[] {
            "",
            "reconcile: off",
            "reconcile: {every: 1h}",
            "reconcile: {every: 10s, window: 30d, grace: 10m}",
            "reconcile: {listings: 6h, share: 25%}",
            "reconcile: {listings: off}"
        }) {
            assertThat(check(SHOP + right)).as(right).isZero();
        }
    }

    @Test
    void a_time_out_of_range_is_told_with_the_range() {
        told(
                "reconcile: {every: 5s}",
                "reconcile.every: '5s' is no time in range; allowed: such as 15m or 2h, from 10s to 24h");
        told(
                "reconcile: {every: 3h, window: 2h}",
                "reconcile.window: '2h' is no time in range; allowed: such as 15m or 2h, from 3h to 720h");
        told(
                "reconcile: {grace: 1m}",
                "reconcile.grace: '1m' is no time in range; allowed: such as 15m or 2h, from 2m to 720h");
        told(
                "reconcile: {every: soon}",
                "reconcile.every: 'soon' is no time in range; allowed: such as 15m or 2h, from 10s to 24h");
    }

    @Test
    void a_reading_of_listings_takes_a_time_and_a_share() {
        told(
                "reconcile: {listings: daily}",
                "reconcile.listings: 'daily' is no time in range; allowed: such as 15m or 2h, from 10s to 720h");
        told("reconcile: {share: 80%}", "reconcile.share: '80%' does not fit; allowed: 1% to 50%");
    }

    @Test
    void a_system_whose_listings_nothing_reads_has_no_time_for_it() {
        // given
        Invocation crossdock = new Invocation(folder);
        crossdock.channelWith("currency: EUR", "currency: EUR\nreconcile: {listings: 1h}");

        // then
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .contains("acme-eu.channel.yaml: reconcile.listings: nothing reads the listings"
                        + " of acme; allowed: a section readback, for a partner");
    }

    @Test
    void another_word_and_an_unknown_key_are_told() {
        told("reconcile: never", "reconcile: is not a mapping; allowed: keys with values");
        told("reconcile: {often: 1h}", "reconcile.often: unknown key; allowed: every, grace, listings, share, window");
    }

    @Test
    void a_system_that_lists_no_orders_has_nothing_to_set() {
        // given
        Invocation crossdock = new Invocation(folder);
        crossdock.channelWith("currency: EUR", "currency: EUR\nreconcile: {every: 1h}");

        // then
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .containsExactly(
                        "acme-eu.channel.yaml: reconcile: acme lists no orders; allowed: nothing, for this system");
    }

    private void told(String line, String mistake) {
        Invocation crossdock = new Invocation(folder).file("shop.channel.yaml", SHOP + line);
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes()).containsExactly("shop.channel.yaml: " + mistake);
    }

    private int check(String file) {
        return new Invocation(folder).file("shop.channel.yaml", file).check();
    }
}
