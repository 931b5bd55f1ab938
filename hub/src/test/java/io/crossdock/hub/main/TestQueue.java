package io.crossdock.hub.main;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue on a real SQS server, through the vendor's own client. */
final class TestQueue implements AutoCloseable {

    private final SqsClient sqs;
    private final String url;

    TestQueue(URI server, String name) {
        sqs = SqsClient.builder()
                .endpointOverride(server)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
        url = sqs.createQueue(queue -> queue.queueName(name)).queueUrl();
    }

    void send(String body, Map<String, String> attributes) {
        sqs.sendMessage(message -> message.queueUrl(url).messageBody(body).messageAttributes(typed(attributes)));
    }

    /** How many messages there are, those included that somebody has received and not deleted. */
    int size() {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(asked -> asked.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Override
    public void close() {
        sqs.close();
    }

    private static Map<String, MessageAttributeValue> typed(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(entry.getValue())
                        .build()));
    }
}
