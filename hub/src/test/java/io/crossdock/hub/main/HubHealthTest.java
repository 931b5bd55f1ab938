package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.KAFKA)
class HubHealthTest {
    @Test
    void look(Backbone backbone) throws Exception {
        try (TestHub hub = TestHub.start(
                backbone.kafka().bootstrapServers(),
                Path.of("src/test/resources/channels"),
                Map.of("CROSSDOCK_SECRET_ACME_WEBHOOK", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))) {
            for (String path :
                    new String[] {"/observe/health", "/observe/health/ready", "/observe/health/live", "/observe/metrics"
                    }) {
                System.err.println("=== " + path);
                HttpResponse<String> r = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(hub.management(path)).build(),
                                HttpResponse.BodyHandlers.ofString());
                System.err.println(r.statusCode() + " " + r.body());
            }
        }
        assertThat(1).isEqualTo(1);
    }
}
