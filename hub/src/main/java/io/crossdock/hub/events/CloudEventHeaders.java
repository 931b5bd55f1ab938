package io.crossdock.hub.events;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.CloudEventAttributes;
import io.crossdock.canonical.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * CloudEvents Kafka protocol binding 1.0, binary mode (section 3.2): every attribute is a header with the prefix {@code
 * ce_}, the content type is the header {@code content-type}, the value is the data. A dozen lines rather than the SDK,
 * which copies each event twice; the SDK reads every topic in the tests.
 */
public final class CloudEventHeaders {

    public static final String PREFIX = "ce_";
    public static final String CONTENT_TYPE = "content-type";

    private CloudEventHeaders() {}

    /** The record that carries an event; its key is the subject. */
    public static ProducerRecord<byte[], byte[]> record(String topic, CanonicalEvent event) {
        return new ProducerRecord<>(
                topic,
                null,
                null,
                event.subject().getBytes(StandardCharsets.UTF_8),
                EventJson.write(event.data()),
                headers(CloudEventAttributes.of(event), CloudEventAttributes.CONTENT_TYPE));
    }

    /**
     * The event that a record carries.
     *
     * @throws IllegalArgumentException when it is none of ours
     * @throws java.io.UncheckedIOException when its data is not what its type says
     */
    public static CanonicalEvent event(ConsumerRecord<byte[], byte[]> consumed) {
        return event(consumed.headers(), consumed.value());
    }

    /** The same from headers and value. */
    public static CanonicalEvent event(Headers headers, byte[] value) {
        return CloudEventAttributes.read(attributes(headers), value);
    }

    public static Headers headers(Map<String, String> attributes, String contentType) {
        RecordHeaders headers = new RecordHeaders();
        if (contentType != null) {
            headers.add(CONTENT_TYPE, contentType.getBytes(StandardCharsets.UTF_8));
        }
        attributes.forEach((name, text) -> headers.add(PREFIX + name, text.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    /** The attributes by name, without the prefix; other headers are left out. */
    public static Map<String, String> attributes(Headers headers) {
        Map<String, String> attributes = new HashMap<>();
        for (Header header : headers) {
            if (header.key().startsWith(PREFIX) && header.value() != null) {
                attributes.put(
                        header.key().substring(PREFIX.length()), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return attributes;
    }

    /** A header's text; null where it is missing. */
    public static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
