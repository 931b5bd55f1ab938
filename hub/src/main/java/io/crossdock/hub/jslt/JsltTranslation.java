package io.crossdock.hub.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import io.crossdock.spi.Translation;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A translation by one JSLT expression, which turns a record into an array of {@code {"type", "fact", "time", "data"}}.
 * It may use {@code $kind}, and {@code $channel} with {@code id}, {@code currency}, {@code locations}.
 */
final class JsltTranslation implements Translation {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Expression expression;
    private final int revision;

    JsltTranslation(Expression expression, int revision) {
        this.expression = expression;
        this.revision = revision;
    }

    @Override
    public int revision() {
        return revision;
    }

    @Override
    public List<CanonicalEvent> translate(InboundRecord inbound, Channel channel) {
        JsonNode said = apply(inbound, channel);
        if (!said.isArray()) {
            throw unmappable(inbound, channel, "the expression gives no array of events");
        }
        List<CanonicalEvent> events = new ArrayList<>();
        for (JsonNode event : said) {
            events.add(event(event, inbound, channel));
        }
        return events;
    }

    private JsonNode apply(InboundRecord inbound, Channel channel) {
        JsonNode input = Json.read(inbound, channel, JsonNode.class);
        try {
            return expression.apply(variables(inbound, channel), input);
        } catch (JsltException e) {
            // JSLT's own messages quote the value, which may be a buyer's.
            throw unmappable(inbound, channel, "the expression fails on it");
        }
    }

    private static Map<String, JsonNode> variables(InboundRecord inbound, Channel channel) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode known = json.objectNode();
        known.put("id", channel.id().value());
        known.put("currency", channel.currency());
        channel.locations().forEach(location -> known.withArray("locations").add(location.value()));
        return Map.of("kind", json.textNode(inbound.kind()), "channel", known);
    }

    private CanonicalEvent event(JsonNode said, InboundRecord inbound, Channel channel) {
        EventType type = EventType.named(said.path("type").asText())
                .orElseThrow(() -> unmappable(inbound, channel, "the expression names no event type of ours"));
        if (!said.path("fact").isTextual()) {
            throw unmappable(inbound, channel, "the expression gives no 'fact' to tell two events apart");
        }
        try {
            CanonicalData data = EventJson.read(Json.write(said.path("data")), type.data());
            Instant time = Instant.parse(said.path("time").asText());
            return Facts.of(inbound, this).event(data, said.path("fact").asText(), time, sequence(data, time));
        } catch (DateTimeException e) {
            throw unmappable(inbound, channel, "'time' is not an ISO 8601 instant");
        } catch (UncheckedIOException e) {
            throw unmappable(inbound, channel, "'data': " + e.getCause().getMessage());
        }
    }

    /** A partner's levels, arrivals and prices are ordered by their time; nothing else of a partner's is compared by a sequence. */
    private static Sequence sequence(CanonicalData data, Instant time) {
        if (!(data instanceof StockCounted || data instanceof StockExpected || data instanceof PriceChanged)) {
            return null;
        }
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new DateTimeException("no time of a level, an arrival or a price");
        }
        return Sequence.of(0, ChronoUnit.MICROS.between(Instant.EPOCH, time), 0);
    }

    private static Failure unmappable(InboundRecord inbound, Channel channel, String what) {
        return Failure.unmappable(channel.system(), inbound.kind(), inbound.key(), what);
    }
}
