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
    private final TestQueue aside;

    TestQueue(URI server, String name) {
        this(server, name, null);
    }

    private TestQueue(URI server, String name, TestQueue aside) {
        this.aside = aside;
        sqs = SqsClient.builder()
                .endpointOverride(server)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
        url = sqs.createQueue(queue -> queue.queueName(name)).queueUrl();
    }

    /** Whatever is received a second time goes to another queue. */
    static TestQueue settingAsideWhatComesTwice(URI server, String name) {
        TestQueue aside = new TestQueue(server, name + "-aside");
        String policy = "{\"maxReceiveCount\":\"1\",\"deadLetterTargetArn\":\""
                + aside.attributes(QueueAttributeName.QUEUE_ARN).get(QueueAttributeName.QUEUE_ARN) + "\"}";
        TestQueue queue = new TestQueue(server, name, aside);
        queue.sqs.setQueueAttributes(
                asked -> asked.queueUrl(queue.url).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
        return queue;
    }

    /** How many came twice. */
    int setAside() {
        return aside.size();
    }

    void send(String body, Map<String, String> attributes) {
        sqs.sendMessage(message -> message.queueUrl(url).messageBody(body).messageAttributes(typed(attributes)));
    }

    /** How many messages there are, those included that somebody has received and not deleted. */
    int size() {
        return attributes(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** How many messages nobody has received yet. */
    int visible() {
        QueueAttributeName visible = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
        return Integer.parseInt(attributes(visible).get(visible));
    }

    private Map<QueueAttributeName, String> attributes(QueueAttributeName... names) {
        return sqs.getQueueAttributes(asked -> asked.queueUrl(url).attributeNames(names))
                .attributes();
    }

    @Override
    public void close() {
        sqs.close();
        if (aside != null) {
            aside.close();
        }
    }

    private static Map<String, MessageAttributeValue> typed(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(entry.getValue())
                        .build()));
    }
}
