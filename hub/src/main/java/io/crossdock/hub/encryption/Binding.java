package io.crossdock.hub.encryption;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.spi.InboundRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Whose data something is and which record it stands in; what is encrypted opens only there.
 *
 * @param owner a channel's name, or {@code erp-<name>}
 * @param order what the record is about: the key that can be forgotten
 * @param words what tells the record from every other
 */
record Binding(String owner, String order, List<String> words) {

    /** A record's body, in the journal as in the dead letters. */
    static Binding body(InboundRecord inbound) {
        return body(inbound.channel().value(), inbound.id(), inbound.kind(), inbound.key());
    }

    /** The same by the attributes of a record of the journal or of a dead letter. */
    static Binding body(Map<String, String> attributes) {
        return body(
                owner(attributes.getOrDefault("source", "")),
                attributes.getOrDefault("inboundid", attributes.getOrDefault("id", "")),
                attributes.getOrDefault("inboundkind", ""),
                attributes.getOrDefault("subject", ""));
    }

    private static Binding body(String owner, String id, String kind, String key) {
        return new Binding(owner, key, List.of("body", owner, id, kind, key));
    }

    /** The personal members of an event. */
    static Binding event(CanonicalEvent event) {
        return event(event.source(), event.id(), event.type().value(), event.subject());
    }

    /** The same by its attributes. */
    static Binding event(Map<String, String> attributes) {
        return event(
                attributes.getOrDefault("source", ""),
                attributes.getOrDefault("id", ""),
                attributes.getOrDefault("type", ""),
                attributes.getOrDefault("subject", ""));
    }

    /** Our id of an order begins with its channel; in the journal it goes by its own. */
    private static Binding event(String source, String id, String type, String subject) {
        String owner = owner(source);
        String order = subject.startsWith(owner + ":") ? subject.substring(owner.length() + 1) : subject;
        return new Binding(owner, order, List.of("event", owner, id, type, subject));
    }

    /** Such as {@code acme-eu} for {@code /channels/acme-eu}, {@code erp-legacy} for {@code /erp/legacy}. */
    private static String owner(String source) {
        return source.startsWith("/channels/")
                ? source.substring("/channels/".length())
                : source.replaceFirst("^/", "").replace('/', '-');
    }

    /** The additional authenticated data: each word in UTF-8 after its length, so that no two lists are the same. */
    byte[] bytes(KeyId key, String place) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(192);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, "crossdock 1");
            write(out, key.toString());
            for (String word : words) {
                write(out, word);
            }
            write(out, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String word) throws IOException {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
