package io.crossdock.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.config.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterBatchTest {

    private final KameletCatalog catalog = new KameletCatalog(null);

    @Test
    void an_adapter_gets_no_more_offers_than_it_puts_into_a_request() {
        assertThat(batchOf("amazon-offers-sink")).isEqualTo(1);
        assertThat(batchOf("square-offers-sink")).isEqualTo(100);
    }

    @Test
    void a_translation_gets_as_many_as_the_file_says() {
        assertThat(batchOf("http-push-sink")).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void a_class_that_is_no_adapter_is_left_to_whoever_starts_the_kamelet() {
        for (String type : List.of("#class:no.such.Adapter", "#class:java.lang.String", "{{offers}}")) {
            var bean = new KameletDefinition.Bean("offers", "#class:any", Map.of("offers", type));
            assertThat(AdapterBatch.of(new KameletDefinition("x-offers-sink", Map.of(), List.of(bean))))
                    .isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void a_limit_keeps_what_it_says_but_for_that() {
        var limit = new ChannelConfig.Limit("5/s", 50, 4, null, null);
        assertThat(limit.atMost(1)).isEqualTo(new ChannelConfig.Limit("5/s", 1, 4, null, null));
        assertThat(limit.atMost(100)).isEqualTo(limit);
    }

    @Test
    void a_channel_of_such_an_adapter_takes_no_more_from_its_queue_whatever_its_file_says(@TempDir Path folder)
            throws IOException {
        // given
        Path file = folder.resolve("amazon-de.channel.yaml");
        Files.writeString(file, """
                channel: amazon-de
                system: amazon
                currency: EUR
                locations: [hamburg]
                prices: retail-eu
                limit: {requests: 50/s, batch: 50, inFlight: 4}
                properties:
                  url: http://localhost:1
                  tokenUrl: http://localhost:1/token
                  clientId: none
                  clientSecret: none
                  refreshToken: none
                  sellerId: A1
                  marketplaceId: A1PA6795UKMFR9
                  queueUrl: http://localhost:1/queue
                  region: eu-central-1
                  accessKey: none
                  secretKey: none
                """);

        // when
        Channels channels = Channels.read(file, catalog, new Secrets(Map.of(), null));

        // then
        assertThat(channels.problems()).isEmpty();
        assertThat(channels.all())
                .singleElement()
                .satisfies(channel -> assertThat(channel.limit().batch()).isEqualTo(1));
    }

    private int batchOf(String kamelet) {
        return AdapterBatch.of(catalog.named(kamelet).orElseThrow());
    }
}
