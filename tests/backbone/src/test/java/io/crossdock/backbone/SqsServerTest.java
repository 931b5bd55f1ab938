package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnBackbone(Part.SQS)
@Timeout(60)
class SqsServerTest {

    private final SqsServer sqs;

    SqsServerTest(Backbone backbone) {
        this.sqs = backbone.sqs();
    }

    @Test
    void what_is_sent_is_received_until_it_is_deleted() throws Exception {
        // given
        String created = call("CreateQueue", "QueueName", "orders");
        String queue = between(created, "<QueueUrl>", "</QueueUrl>");

        // when
        call("SendMessage", "QueueUrl", queue, "MessageBody", "order 7");

        // then
        assertThat(queue).startsWith(sqs.endpoint().toString());
        String received = call("ReceiveMessage", "QueueUrl", queue, "VisibilityTimeout", "0");
        assertThat(received).contains("<Body>order 7</Body>");
        String handle = between(received, "<ReceiptHandle>", "</ReceiptHandle>");
        call("DeleteMessage", "QueueUrl", queue, "ReceiptHandle", handle);
        assertThat(call("ReceiveMessage", "QueueUrl", queue)).doesNotContain("<Body>");
    }

    @Test
    void a_second_server_in_the_same_process_has_its_own_queues() throws Exception {
        // given
        call("CreateQueue", "QueueName", "first");
        SqsServer second = new SqsServer();

        // when
        second.start();

        // then
        assertThat(call(second, "ListQueues")).doesNotContain("first");
        second.discard();
        assertThat(FreePort.isFree(second.endpoint().getPort())).isTrue();
        assertThat(call("ListQueues")).contains("first");
    }

    private String call(String action, String... parameters) throws Exception {
        return call(sqs, action, parameters);
    }

    /** The query protocol: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference (2026-11). */
    private static String call(SqsServer server, String action, String... parameters) throws Exception {
        StringBuilder form = new StringBuilder("Action=" + action);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        HttpRequest request = HttpRequest.newBuilder(server.endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
