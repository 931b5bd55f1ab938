package io.crossdock.sandbox.amazon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Puts messages on an SQS queue by the query protocol, unsigned; for a local server such as ElasticMQ, which checks no
 * signature (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html).
 */
public final class SqsSender implements QueueSender {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI queueUrl;

    /** @param queueUrl such as {@code http://127.0.0.1:9324/000000000000/orders} */
    public SqsSender(URI queueUrl) {
        this.queueUrl = queueUrl;
    }

    /** Makes a queue on the server of this sender; one that exists is left as it is. */
    public static SqsSender toNewQueue(URI server, String queue) {
        SqsSender sender = new SqsSender(URI.create(server + "/000000000000/" + queue));
        sender.post(server, "Action=CreateQueue&Version=2012-11-05&QueueName=" + queue);
        return sender;
    }

    @Override
    public void send(String body) {
        post(
                queueUrl,
                "Action=SendMessage&Version=2012-11-05&MessageBody=" + URLEncoder.encode(body, StandardCharsets.UTF_8));
    }

    private void post(URI url, String form) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("the queue server answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }
}
