package io.crossdock.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SqsSenderTest {

    @Test
    void a_message_arrives_unchanged_on_an_sqs_server() throws Exception {
        // given
        String body = "{\"NotificationType\": \"ORDER_CHANGE\", \"note\": \"50% + 1 & Grüße\"}";
        try (Backbone backbone = Backbone.start(Part.SQS)) {
            URI endpoint = backbone.sqs().endpoint();
            call(endpoint.resolve("/"), "Action=CreateQueue&QueueName=orders");
            URI queue = endpoint.resolve("/000000000000/orders");

            // when
            new SqsSender(queue).send(body);

            // then
            String received = call(queue, "Action=ReceiveMessage&WaitTimeSeconds=5");
            assertThat(received).contains("&quot;ORDER_CHANGE&quot;").contains("50% + 1 &amp; Gr");
            assertThatThrownBy(() -> new SqsSender(endpoint.resolve("/000000000000/nobody")).send(body))
                    .hasMessageContaining("the queue server answered 4");
        }
    }

    private static String call(URI url, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        form + "&Version=" + URLEncoder.encode("2012-11-05", StandardCharsets.UTF_8)))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
