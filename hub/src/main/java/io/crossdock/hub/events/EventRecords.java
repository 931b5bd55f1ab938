package io.crossdock.hub.events;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.CloudEventAttributes;
import io.crossdock.canonical.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The records of many events at once, the very same as {@link CloudEventHeaders#record}: neighbours mostly share their
 * source, time and trace, and those headers are made once. For one thread.
 */
public final class EventRecords {

    private static final Header CONTENT_TYPE = new RecordHeader(
            CloudEventHeaders.CONTENT_TYPE, CloudEventAttributes.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));

    private final Map<String, Told> before = new HashMap<>();
    private Instant instant;
    private String written;

    /** An attribute of the event before. */
    private record Told(String text, Header header) {}

    public ProducerRecord<byte[], byte[]> record(String topic, CanonicalEvent event) {
        List<Header> headers = new ArrayList<>();
        headers.add(CONTENT_TYPE);
        CloudEventAttributes.tell(event, this::written, (name, text) -> headers.add(header(name, text)));
        return new ProducerRecord<>(
                topic,
                null,
                null,
                event.subject().getBytes(StandardCharsets.UTF_8),
                EventJson.write(event.data()),
                new RecordHeaders(headers));
    }

    private Header header(String name, String text) {
        Told told = before.get(name);
        if (told == null || !told.text().equals(text)) {
            String key = told == null
                    ? CloudEventHeaders.PREFIX + name
                    : told.header().key();
            told = new Told(text, new RecordHeader(key, text.getBytes(StandardCharsets.UTF_8)));
            before.put(name, told);
        }
        return told.header();
    }

    private String written(Instant at) {
        if (!at.equals(instant)) {
            instant = at;
            written = at.toString();
        }
        return written;
    }
}
