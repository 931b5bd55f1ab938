package io.crossdock.hub.cli;

import static io.crossdock.hub.cli.ShopUnderTest.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.sync.OfferProblem;
import io.crossdock.hub.sync.RefusedOffers;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees who asks why a channel shows what it shows. */
@OnBackbone(Part.KAFKA)
class ExplainCommandTest {

    private static final String POLICY = """
            stock: {share: 80%, safety: 2, rules: [{category: outlet, cap: 5}]}
            prices: {list: retail-eu, ending: 0.99, guard: 30%}
            """;

    private final ShopUnderTest shop;

    @TempDir
    private Path folder;

    ExplainCommandTest(Backbone backbone) {
        shop = new ShopUnderTest(backbone);
    }

    private Invocation explain(String sku, String... options) {
        List<String> all = new ArrayList<>(List.of("explain", sku));
        all.addAll(List.of(options));
        return shop.call(folder, POLICY, all.toArray(String[]::new));
    }

    @Test
    void the_whole_way_is_told_from_what_is_there_to_what_the_channel_shows() {
        // given
        shop.available("LAMP-1", 7, at("hamburg", "10", "1"), at("lyon", "4", "0"), at("porto", "90", "0"));
        shop.price("LAMP-1", 2, "10.20");
        shop.described("LAMP-1", "outlet");
        shop.confirmed("LAMP-1", 3L, 6, "9.99", 1);
        // when
        Invocation told = explain("LAMP-1");
        // then
        assertThat(told.mistakes()).isEmpty();
        assertThat(told.status()).isZero();
        assertThat(told.out().stream()
                        .map(line -> line.replaceAll(" +", " ").replaceAll("here at \\S+Z", "here at some time"))
                        .map(String::strip))
                .containsExactly(
                        "LAMP-1 \"Something\", category outlet",
                        "",
                        "stock, version 7, its cause committed at 2026-01-02T03:04:05Z",
                        "hamburg 10 on hand, 1 reserved",
                        "lyon 4 on hand, 0 reserved",
                        "porto 90 on hand, 0 reserved",
                        "",
                        "prices, /erp/legacy, 2026-01-02T03:04:05Z, here at some time, sequence 1-2-0",
                        "retail-eu 10.20 EUR",
                        "",
                        "acme-eu",
                        "quantity",
                        "available at hamburg, lyon 13",
                        "share 80% acme-eu.channel.yaml:4 13 -> 10.4",
                        "safety 2 acme-eu.channel.yaml:4 10.4 -> 8.4",
                        "cap 5 acme-eu.channel.yaml:4 8.4 -> 5",
                        "wanted 5, version 7, its cause committed at 2026-01-02T03:04:05Z",
                        "shown 3, version 6, confirmed at 2026-01-02T03:04:05.040Z, 40 ms after its cause",
                        "waiting: it waits to be told, or is being told now",
                        "price",
                        "on the list retail-eu 10.20 EUR",
                        "ending 0.99 acme-eu.channel.yaml:5 10.20 EUR -> 9.99 EUR",
                        "wanted 9.99 EUR, version 000001-00000000000000000002-000000, its cause committed at"
                                + " 2026-01-02T03:04:05Z",
                        "shown 9.99 EUR, version 000001-00000000000000000001-000000, confirmed at"
                                + " 2026-01-02T03:04:05.040Z, 40 ms after its cause",
                        "shown: the channel confirmed it");
    }

    @Test
    void what_waits_since_people_hold_the_channel_back_is_told_with_who_and_why() {
        // given
        shop.available("LAMP-8", 7, at("hamburg", "10", "0"));
        // when nobody has decided anything
        Invocation observed = shop.call(folder, "start: observe", "explain", "LAMP-8");
        // then
        assertThat(observed.out())
                .contains("    observed: the channel is only observed until it is approved, as its file says");
        // when
        shop.call(folder, "", "channel", "pause", "acme-eu", "--by", "jo", "--reason", "ticket 4711");
        // then
        assertThat(shop.call(folder, "", "explain", "LAMP-8").out()).anySatisfy(line -> assertThat(line)
                .matches("    paused: the channel is paused since \\S+Z, by jo: ticket 4711"));
        // when
        shop.call(folder, "", "channel", "resume", "acme-eu", "--by", "jo", "--reason", "mended");
        // then
        assertThat(shop.call(folder, "start: observe", "explain", "LAMP-8").out())
                .contains("    waiting: it waits to be told, or is being told now");
    }

    @Test
    void a_receipt_that_is_doubted_is_not_told_as_what_the_channel_shows() {
        // given
        shop.available("LAMP-9", 7, at("hamburg", "5", "0"));
        shop.confirmed("LAMP-9", 5L, 7, null, 1);
        assertThat(shop.call(folder, "", "explain", "LAMP-9").out()).contains("    shown: the channel confirmed it");
        // when
        shop.doubted("LAMP-9", 5, 7);
        // then
        assertThat(shop.call(folder, "", "explain", "LAMP-9").out())
                .contains("    waiting: it waits to be told, or is being told now");
    }

    @Test
    void a_held_price_is_told_with_the_rule_that_holds_it() {
        // given
        shop.price("LAMP-2", 2, "50");
        shop.confirmed("LAMP-2", null, 0, "9.99", 1);
        // when
        Invocation told = explain("LAMP-2", "--channel", "acme-eu");
        // then
        assertThat(told.out())
                .contains(
                        "stock: nobody has counted it",
                        "    unwanted: nobody has counted the item",
                        "    held: it moves further than 30% (acme-eu.channel.yaml:5) from what is shown, and nobody"
                                + " has released it");
    }

    @Test
    void a_refused_offer_is_told_with_the_channels_reason() {
        // given
        shop.available("LAMP-3", 7, at("hamburg", "10", "0"));
        Sku sku = new Sku("LAMP-3");
        try (Producer<byte[], byte[]> producer = shop.clients.producer("refused")) {
            new RefusedOffers(producer, shop.topics, new SimpleMeterRegistry())
                    .report(new OfferProblem(
                            ShopUnderTest.CHANNEL,
                            new Offer(sku, 6L, null, null, "key"),
                            Failure.rejected("acme", "push", "LAMP-3", "unknown article"),
                            ShopUnderTest.COMMITTED,
                            null,
                            ShopUnderTest.COMMITTED.plusMillis(30)));
        }
        // when
        Invocation told = explain("LAMP-3");
        // then
        assertThat(told.out())
                .contains("    refused: the channel refused it at 2026-01-02T03:04:05.030Z: acme push LAMP-3: unknown"
                        + " article; it is left alone until something newer is wanted");
    }

    @Test
    void scripts_get_the_same_as_json() {
        // given
        shop.available("LAMP-4", 7, at("hamburg", "10", "0"));
        // when
        Invocation told = explain("LAMP-4", "--json");
        // then
        assertThat(told.out()).hasSize(1);
        assertThat(told.out().get(0))
                .contains("\"steps\":[{\"rule\":\"share\",\"setting\":\"80%\",\"at\":\"acme-eu.channel.yaml:4\"")
                .contains("\"wanted\":6")
                .contains("\"state\":\"waiting\"");
    }

    @Test
    void an_item_that_the_channel_does_not_list_is_told_so_and_another_by_the_channels_key() throws Exception {
        // given
        shop.available("LAMP-5", 1, at("hamburg", "10", "0"));
        shop.available("LAMP-6", 1, at("hamburg", "10", "0"));
        Files.writeString(folder.resolve("listings.csv"), "sku,listing\nLAMP-5,B00LAMP5\nLAMP-7,B00LAMP7\n");
        // when
        Invocation listed = shop.call(folder, "listings: listings.csv", "explain", "LAMP-5");
        Invocation unlisted = shop.call(folder, "listings: listings.csv", "explain", "LAMP-6");
        Invocation both = shop.call(folder, "listings: listings.csv", "channel", "listings", "acme-eu");
        // then
        assertThat(listed.out()).contains("acme-eu, listed as B00LAMP5");
        assertThat(unlisted.out()).contains("    unlisted: the channel's listings have no row of it");
        assertThat(both.status()).isEqualTo(3);
        assertThat(both.out()).containsExactly("missing LAMP-6", "unknown LAMP-7");
    }

    @Test
    void an_item_that_nobody_knows_is_told_with_those_that_may_be_meant() {
        // given
        shop.available("LAMP-10", 1, at("hamburg", "1", "0"));
        shop.price("LAMP-11", 1, "1");
        shop.described("CHAIR-1", "chairs");
        // when
        Invocation told = explain("LAMP-1O");
        // then
        assertThat(told.status()).isEqualTo(3);
        assertThat(told.mistakes())
                .containsExactly("crossdock: nobody has counted, priced or described an item 'LAMP-1O'; did you mean"
                        + " 'LAMP-10' or 'LAMP-11'?");
        assertThat(explain("SOFA").mistakes())
                .containsExactly("crossdock: nobody has counted, priced or described an item 'SOFA'");
    }

    @Test
    void a_channel_that_there_is_not_is_told() {
        assertThat(explain("LAMP-1", "--channel", "acme-us").mistakes())
                .containsExactly("command line: CHANNEL: unknown channel 'acme-us'; allowed: acme-eu");
    }
}
