package io.crossdock.hub.sync;

import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.spi.Json;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A dead letter for each offer that a channel refused for good: the offer as JSON, and in its attributes why. */
public record RefusedOffers(Producer<byte[], byte[]> producer, Topics topics, MeterRegistry meters)
        implements OfferProblems {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedOffers.class);

    @Override
    public void report(OfferProblem problem) {
        String channel = problem.channel().value();
        String sku = problem.offer().sku().value();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", channel + ":" + problem.offer().idempotencyKey());
        attributes.put("source", "/channels/" + channel);
        attributes.put("type", DeadLetters.TYPE);
        attributes.put("subject", sku);
        attributes.put("time", problem.at().toString());
        attributes.put("failurekind", problem.failure().kind().name());
        attributes.put("failuremessage", problem.failure().getMessage());
        attributes.put("system", system(problem));
        attributes.put("channel", channel);
        if (problem.traceparent() != null) {
            attributes.put("traceparent", problem.traceparent());
        }
        DeadLetters.count(meters, topics, channel, problem.failure().kind());
        producer.send(
                new ProducerRecord<>(
                        topics.deadLetters(),
                        null,
                        null,
                        sku.getBytes(StandardCharsets.UTF_8),
                        Json.write(problem.offer()),
                        CloudEventHeaders.headers(attributes, "application/json")),
                (metadata, exception) -> {
                    if (exception != null) {
                        LOG.warn("{}: no dead letter for the refused offer of {}", channel, sku, exception);
                    }
                });
    }

    /** The first word of every failure's message. */
    private static String system(OfferProblem problem) {
        return problem.failure().getMessage().split(" ", 2)[0];
    }
}
