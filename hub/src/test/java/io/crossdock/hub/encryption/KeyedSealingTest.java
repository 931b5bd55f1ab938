package io.crossdock.hub.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.spi.InboundRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KeyedSealingTest {

    private static final InboundRecord INBOUND = inbound("acme-eu", "msg_1", "order.placed", "P-1");
    private static final Address ALMA = new Address(
            "Alma Sample", null, "1 Sample St", null, "10115", "Berlin", "BE", "DE", "+49 30 1", "alma@example.org");

    private final Rings keys = Rings.of("acme-eu", "acme-us");
    private final Sealing sealing = keys.sealing();

    @Test
    void a_body_is_nothing_to_read_and_opens_as_it_was() {
        // when
        Sealing.Body body = sealing.seal(INBOUND);
        // then
        assertThat(body.keyId()).matches("acme-eu:2026-10:[0-9a-f]{12}:0");
        assertThat(body.bytes()).hasSize(INBOUND.body().length + 28);
        assertThat(new String(body.bytes(), UTF_8)).doesNotContain("Alma");
        assertThat(sealing.open(INBOUND.withBody(body.bytes()), body.keyId()))
                .hasValueSatisfying(opened -> assertThat(opened.body()).isEqualTo(INBOUND.body()));
    }

    @Test
    void the_same_body_is_never_encrypted_to_the_same_bytes() {
        assertThat(sealing.seal(INBOUND).bytes())
                .isNotEqualTo(sealing.seal(INBOUND).bytes());
    }

    @Test
    void what_was_changed_does_not_open() {
        // given
        Sealing.Body body = sealing.seal(INBOUND);
        for (int at : new int[] {0, 11, 12, body.bytes().length - 1}) {
            // when
            byte[] changed = body.bytes().clone();
            changed[at] ^= 1;
            // then
            assertThatThrownBy(() -> sealing.open(INBOUND.withBody(changed), body.keyId()))
                    .isInstanceOf(TamperedException.class);
        }
        for (int length : new int[] {0, 12, 27, body.bytes().length - 1}) {
            byte[] cut = Arrays.copyOf(body.bytes(), length);
            assertThatThrownBy(() -> sealing.open(INBOUND.withBody(cut), body.keyId()))
                    .isInstanceOf(TamperedException.class);
        }
    }

    @Test
    void a_body_that_was_put_into_another_record_or_channel_does_not_open() {
        // given
        Sealing.Body body = sealing.seal(INBOUND);
        // then
        assertThat(Stream.of(
                        inbound("acme-eu", "msg_2", "order.placed", "P-1"),
                        inbound("acme-eu", "msg_1", "order.changed", "P-1"),
                        inbound("acme-eu", "msg_1", "order.placed", "P-2"),
                        inbound("acme-us", "msg_1", "order.placed", "P-1"),
                        inbound("acme-eu", "msg_1o", "rder.placed", "P-1")))
                .allSatisfy(other -> assertThatThrownBy(() -> sealing.open(other.withBody(body.bytes()), body.keyId()))
                        .isInstanceOf(TamperedException.class));
    }

    @Test
    void a_key_id_that_is_none_is_tampered_with_too() {
        for (String keyId : List.of("", "x", "acme-eu:2026-10:abc:0", "acme-eu:2026-10:000000000000:-1")) {
            assertThatThrownBy(() -> sealing.open(INBOUND, keyId)).isInstanceOf(TamperedException.class);
        }
    }

    @Test
    void a_new_month_has_new_keys_and_the_old_ones_still_open() {
        // given
        Sealing.Body october = sealing.seal(INBOUND);
        // when
        keys.now = Instant.parse("2026-11-01T00:00:00Z");
        Sealing.Body november = sealing.seal(INBOUND);
        // then
        assertThat(november.keyId()).startsWith("acme-eu:2026-11:");
        assertThat(sealing.open(INBOUND.withBody(october.bytes()), october.keyId()))
                .isPresent();
        assertThat(sealing.open(INBOUND.withBody(november.bytes()), november.keyId()))
                .isPresent();
    }

    @Test
    void without_a_key_nothing_is_written_in_plain() {
        // when
        keys.now = Instant.parse("2026-12-01T00:00:00Z");
        // then
        assertThatThrownBy(() -> sealing.seal(INBOUND))
                .isInstanceOf(NoKeyException.class)
                .hasMessage("no key yet for acme-eu:2026-12");
    }

    @Test
    void a_forgotten_order_is_unreadable_others_are_not_and_what_comes_later_has_a_key_again() {
        // given
        InboundRecord other = inbound("acme-eu", "msg_9", "order.placed", "P-2");
        Sealing.Body forgotten = sealing.seal(INBOUND);
        Sealing.Body kept = sealing.seal(other);
        // when
        forget("acme-eu", "P-1", 0);
        Sealing.Body later = sealing.seal(INBOUND);
        // then
        assertThat(sealing.open(INBOUND.withBody(forgotten.bytes()), forgotten.keyId()))
                .isEmpty();
        assertThat(sealing.open(other.withBody(kept.bytes()), kept.keyId())).isPresent();
        assertThat(later.keyId()).endsWith(":1");
        assertThat(sealing.open(INBOUND.withBody(later.bytes()), later.keyId())).isPresent();
    }

    @Test
    void what_is_plain_and_what_is_encrypted_may_stand_side_by_side() {
        // given
        Sealing.Body before = keys.turnedOff().seal(INBOUND);
        Sealing.Body on = sealing.seal(INBOUND);
        // then
        assertThat(before.keyId()).isNull();
        assertThat(before.bytes()).isSameAs(INBOUND.body());
        for (Sealing reader : List.of(sealing, keys.turnedOff())) {
            for (Sealing.Body body : List.of(before, on)) {
                assertThat(reader.open(INBOUND.withBody(body.bytes()), body.keyId()))
                        .hasValueSatisfying(opened -> assertThat(opened.body()).isEqualTo(INBOUND.body()));
            }
        }
    }

    @Test
    void who_has_no_keys_says_so_and_takes_nothing_for_plain() {
        // given
        Sealing.Body body = sealing.seal(INBOUND);
        // then
        assertThatThrownBy(() -> Sealing.NONE.open(INBOUND.withBody(body.bytes()), body.keyId()))
                .isInstanceOf(NoKeyException.class)
                .hasMessage("encrypted by key " + body.keyId() + ", and CROSSDOCK_ENCRYPTION_KEY is not set");
        assertThat(Sealing.NONE.open(INBOUND, null)).containsSame(INBOUND);
    }

    @Test
    void an_event_keeps_its_form_and_tells_nothing_personal_until_it_is_opened() {
        // given
        CanonicalEvent event = placed(ALMA);
        ProducerRecord<byte[], byte[]> plain = CloudEventHeaders.record("orders", event);
        // when
        ProducerRecord<byte[], byte[]> written = sealing.sealed(plain, event);
        // then
        assertThat(new String(written.value(), UTF_8)).doesNotContain("Alma", "Sample", "10115", "Berlin", "alma@");
        Map<String, String> attributes = CloudEventHeaders.attributes(written.headers());
        assertThat(attributes.get("keyid")).matches("acme-eu:2026-10:[0-9a-f]{12}:0");
        CanonicalEvent read = CloudEventHeaders.event(written.headers(), written.value());
        EventValidation.check(read);
        assertThat(((OrderPlaced) read.data()).order().shipTo())
                .isEqualTo(new Address(null, null, null, null, null, null, "BE", "DE", null, null));
        assertThat(EventJson.read(sealing.openEvent(attributes, written.value()), OrderPlaced.class))
                .isEqualTo(event.data());
    }

    @Test
    void an_order_is_forgotten_in_its_events_by_the_key_of_its_inbound_records() {
        // given
        CanonicalEvent event = placed(ALMA);
        ProducerRecord<byte[], byte[]> written = sealing.sealed(CloudEventHeaders.record("orders", event), event);
        Map<String, String> attributes = CloudEventHeaders.attributes(written.headers());
        // when
        forget("acme-eu", "P-1", 0);
        // then
        OrderPlaced read = EventJson.read(sealing.openEvent(attributes, written.value()), OrderPlaced.class);
        assertThat(read.order().shipTo().name()).isNull();
        assertThat(read.order().shipTo().country()).isEqualTo("DE");
    }

    @Test
    void personal_members_that_were_put_into_another_event_do_not_open() {
        // given
        CanonicalEvent event = placed(ALMA);
        ProducerRecord<byte[], byte[]> written = sealing.sealed(CloudEventHeaders.record("orders", event), event);
        Map<String, String> attributes = new HashMap<>(CloudEventHeaders.attributes(written.headers()));
        // when
        attributes.put("id", "another");
        // then
        assertThatThrownBy(() -> sealing.openEvent(attributes, written.value())).isInstanceOf(TamperedException.class);
    }

    @Test
    void an_event_without_personal_members_is_the_very_same_record() {
        // given
        CanonicalEvent event = placed(null);
        ProducerRecord<byte[], byte[]> plain = CloudEventHeaders.record("orders", event);
        // then
        assertThat(sealing.sealed(plain, event)).isSameAs(plain);
        assertThat(keys.turnedOff().sealed(plain, placed(ALMA))).isSameAs(plain);
    }

    private void forget(String owner, String order, int turn) {
        for (int month : new int[] {10, 11}) {
            KeyTree tree = keys.ring.current(owner, YearMonth.of(2026, month));
            tree.without(KeyId.position(owner, order, turn)).forEach(tree::put);
        }
    }

    private static InboundRecord inbound(String channel, String id, String kind, String key) {
        byte[] body = "{\"ref\":\"P-1\",\"ship\":{\"name\":\"Alma Sample\"}}".getBytes(UTF_8);
        return new InboundRecord(new ChannelId(channel), id, kind, key, "application/json", body, Instant.EPOCH, null);
    }

    private static CanonicalEvent placed(Address shipTo) {
        ChannelId channel = new ChannelId("acme-eu");
        Order order = new Order(
                OrderId.of(channel, "P-1"),
                channel,
                "#1",
                1,
                Instant.EPOCH,
                "EUR",
                List.of(new LocationId("hamburg")),
                List.of(new OrderLine("1", new Sku("A-1"), BigDecimal.ONE, null, null)),
                shipTo);
        return new CanonicalEvent(
                "e1", "/channels/acme-eu", Instant.EPOCH, null, null, null, 1, new OrderPlaced(order));
    }
}
