package io.crossdock.bench.idle;

import io.crossdock.backbone.SqsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Channel files of several systems: two of five take webhooks, two more webhooks and fetches, one polls a queue. */
final class IdleChannels {

    /** Nobody listens there, and an idle channel asks nobody. */
    private static final String API = "http://127.0.0.1:9";

    private static final List<String> SYSTEMS = List.of("shopify", "square", "shopify", "square", "amazon");

    private IdleChannels() {}

    /** Writes the files and makes the queues that they name. */
    static void write(Path folder, int count, SqsServer server) {
        try (SqsClient sqs = client(server.endpoint())) {
            Files.createDirectories(folder);
            for (int number = 1; number <= count; number++) {
                String system = SYSTEMS.get(number % SYSTEMS.size());
                String name = system + "-" + number;
                String queue = system.equals("amazon")
                        ? sqs.createQueue(request -> request.queueName(name)).queueUrl()
                        : "";
                Files.writeString(folder.resolve(name + ".channel.yaml"), text(name, system, queue, server.endpoint()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name, String system, String queue, URI sqs) {
        String head = """
                channel: %s
                system: %s
                currency: EUR
                locations: {hamburg: "1"}
                properties:
                  url: %s
                """.formatted(name, system, API);
        return head + (system.equals("amazon") ? """
                          tokenUrl: %s/token
                          clientId: client
                          clientSecret: none
                          refreshToken: none
                          sellerId: SELLER
                          marketplaceId: MARKET
                          queueUrl: %s
                          region: eu-west-1
                          accessKey: key
                          secretKey: none
                          endpoint: %s
                          overrideEndpoint: "true"
                        """.formatted(API, queue, sqs) : """
                          accessToken: none
                          secret: a secret of the benchmark
                        """);
    }

    private static SqsClient client(URI server) {
        return SqsClient.builder()
                .endpointOverride(server)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "none")))
                .build();
    }
}
