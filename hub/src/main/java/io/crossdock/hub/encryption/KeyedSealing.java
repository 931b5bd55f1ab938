package io.crossdock.hub.encryption;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.PersonalData;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.spi.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Encrypts by an order's own key in its channel's tree of the month. */
final class KeyedSealing implements Sealing {

    static final int MOST_TURNS = 1000;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Keys keys;
    private final boolean seals;
    private final Clock clock;
    private final Consumer<String> onGone;

    /**
     * @param seals whether what is new is encrypted; if not, what was is still opened
     * @param onGone is told the owner of whatever can no longer be opened
     */
    KeyedSealing(Keys keys, boolean seals, Clock clock, Consumer<String> onGone) {
        this.keys = keys;
        this.seals = seals;
        this.clock = clock;
        this.onGone = onGone;
    }

    /** A key in hand, with what it is for. */
    private record Key(KeyId id, byte[] bytes, Binding binding) {

        byte[] seal(byte[] plain, String place) {
            return AesGcm.seal(bytes, plain, binding.bytes(id, place));
        }

        byte[] open(byte[] sealed, String place) {
            return AesGcm.open(bytes, sealed, binding.bytes(id, place));
        }
    }

    @Override
    public Body seal(Map<String, String> attributes, byte[] body) {
        return seals ? sealed(Binding.body(attributes), body) : new Body(null, body);
    }

    @Override
    public Body seal(InboundRecord inbound) {
        return seals ? sealed(Binding.body(inbound), inbound.body()) : new Body(null, inbound.body());
    }

    private Body sealed(Binding binding, byte[] body) {
        Key key = key(binding);
        return new Body(key.id().toString(), key.seal(body, ""));
    }

    @Override
    public Optional<InboundRecord> open(InboundRecord inbound, String keyId) {
        if (keyId == null) {
            return Optional.of(inbound);
        }
        Optional<Key> key = key(Binding.body(inbound), keyId);
        return key.map(found -> inbound.withBody(found.open(inbound.body(), "")));
    }

    @Override
    public Optional<byte[]> open(Map<String, String> attributes, byte[] body) {
        String keyId = attributes.get(KEY_ID);
        return keyId == null
                ? Optional.of(body)
                : key(Binding.body(attributes), keyId).map(found -> found.open(body, ""));
    }

    @Override
    public ProducerRecord<byte[], byte[]> sealed(ProducerRecord<byte[], byte[]> written, CanonicalEvent event) {
        if (!seals || !PersonalData.isIn(event.type())) {
            return written;
        }
        Key key = key(Binding.event(event));
        byte[] data = PersonalData.seal(
                event.type(), written.value(), (place, members) -> TEXT.encodeToString(key.seal(members, place)));
        if (data == written.value()) {
            return written;
        }
        RecordHeaders headers = new RecordHeaders(written.headers());
        headers.add(CloudEventHeaders.PREFIX + KEY_ID, key.id().toString().getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                written.topic(), written.partition(), written.timestamp(), written.key(), data, headers);
    }

    @Override
    public byte[] openEvent(Map<String, String> attributes, byte[] data) {
        String keyId = attributes.get(KEY_ID);
        Optional<EventType> type = EventType.named(attributes.getOrDefault("type", ""));
        if (keyId == null || type.isEmpty()) {
            return data;
        }
        Optional<Key> key = key(Binding.event(attributes), keyId);
        return PersonalData.open(type.get(), data, (place, text) -> key.map(found -> found.open(decoded(text), place)));
    }

    private static byte[] decoded(String sealed) {
        try {
            return Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw new TamperedException();
        }
    }

    /** For what is new: the first key of the order that was not destroyed. */
    private Key key(Binding binding) {
        KeyTree tree = keys.current(binding.owner(), KeyFollower.period(clock, Duration.ZERO));
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Optional<byte[]> bytes = tree.key(KeyId.position(binding.owner(), binding.order(), turn));
            if (bytes.isPresent()) {
                return new Key(new KeyId(tree.id(), turn), bytes.get(), binding);
            }
        }
        throw new NoKeyException("one order of " + binding.owner() + " was forgotten too often this month");
    }

    private Optional<Key> key(Binding binding, String keyId) {
        KeyId id = KeyId.parse(keyId).orElseThrow(TamperedException::new);
        long position = KeyId.position(binding.owner(), binding.order(), id.turn());
        Optional<Key> key =
                keys.tree(id.tree()).flatMap(tree -> tree.key(position)).map(bytes -> new Key(id, bytes, binding));
        if (key.isEmpty()) {
            onGone.accept(binding.owner());
        }
        return key;
    }
}
