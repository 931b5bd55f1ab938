package io.crossdock.hub.poll;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.channel.Checkable;
import io.crossdock.hub.ingest.InboundParts;
import io.crossdock.spi.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an inbound record of each element of a page; a bean of the Kamelet {@code http-poll-source}. */
public class PolledRecords implements Checkable {

    private String channel;
    private String keyPointer;
    private String kind;
    private String kindPointer;
    private String deliveryIdPointer;
    private String versionPointer;
    private String timePointer;
    private String timeFormat = "iso";

    /**
     * @param changed when the system changed it last; empty where it does not say
     * @param thing the digest of what it is a state of: its kind, key and delivery id, without the version
     * @param fingerprint the record's digest
     */
    record Polled(InboundRecord inbound, Optional<Instant> changed, String thing, String fingerprint) {}

    Polled of(byte[] element, Instant now) {
        String digest = InboundParts.digest(element);
        String own = InboundParts.at(deliveryIdPointer, element);
        String version = InboundParts.at(versionPointer, element);
        String id = id(own, version, digest);
        String key = InboundParts.at(keyPointer, element);
        String said = InboundParts.at(kindPointer, element);
        InboundRecord inbound = new InboundRecord(
                new ChannelId(channel),
                id,
                said.isEmpty() && kind != null ? kind : said,
                key.isEmpty() ? id : key,
                "application/json",
                element,
                now,
                InboundParts.traceparent());
        return new Polled(
                inbound,
                PollTime.named(timeFormat).parsed(InboundParts.at(timePointer, element)),
                thing(inbound.kind(), key, own, digest),
                digest);
    }

    /** What has neither key nor id is told from others by its bytes alone. */
    private static String thing(String kind, String key, String own, String digest) {
        return key.isEmpty() && own.isEmpty()
                ? digest
                : InboundParts.digest((kind + '\n' + key + '\n' + own).getBytes(StandardCharsets.UTF_8));
    }

    /** The version belongs to it: each state of a thing is a message of its own. */
    private static String id(String own, String version, String digest) {
        if (own.isEmpty()) {
            return digest;
        }
        return own + "@" + (version.isEmpty() ? digest : version);
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        for (String pointer :
                List.of("keyPointer", "kindPointer", "deliveryIdPointer", "versionPointer", "timePointer")) {
            Paging.checkPointer(settings, pointer, mistakes);
        }
        return mistakes;
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public void setKeyPointer(String keyPointer) {
        this.keyPointer = given(keyPointer);
    }

    /** The kind of records that do not say theirs. */
    public void setKind(String kind) {
        this.kind = given(kind);
    }

    public void setKindPointer(String kindPointer) {
        this.kindPointer = given(kindPointer);
    }

    public void setDeliveryIdPointer(String deliveryIdPointer) {
        this.deliveryIdPointer = given(deliveryIdPointer);
    }

    public void setVersionPointer(String versionPointer) {
        this.versionPointer = given(versionPointer);
    }

    public void setTimePointer(String timePointer) {
        this.timePointer = given(timePointer);
    }

    public void setTimeFormat(String timeFormat) {
        this.timeFormat = timeFormat == null || timeFormat.isBlank() ? "iso" : timeFormat;
    }
}
