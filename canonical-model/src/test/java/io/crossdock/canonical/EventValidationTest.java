package io.crossdock.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crossdock.canonical.InvalidEventException.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventValidationTest {

    private static final String MARKER = "MARKER\n${7*7}".repeat(100);
    private static final ObjectMapper TREES = new ObjectMapper();

    static Stream<CanonicalEvent> events() {
        return GeneratedEvents.many(20_260_102L, 40);
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_good_event_comes_back_as_it_is(CanonicalEvent event) {
        assertThat(EventValidation.check(event)).isSameAs(event);
    }

    @Test
    void a_broken_rule_is_named_with_field_and_type() {
        // given
        CanonicalEvent event = counted(new Sku(" A-1"), new BigDecimal("0.1234567"));
        // then
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventValidation.check(event))
                .withMessageStartingWith(
                        "crossdock.stock.counted.v1: data.onHand (BigDecimal) numeric value out of bounds")
                .satisfies(thrown -> assertThat(thrown.violations())
                        .extracting(Violation::field, Violation::valueType)
                        .containsExactly(tuple("data.onHand", "BigDecimal"), tuple("data.sku.value", "String")));
    }

    @Test
    void data_are_checked_alike_where_the_envelope_is_known_to_be_good() {
        // given
        CanonicalEvent good = counted(new Sku("A-1"), BigDecimal.ONE);
        CanonicalEvent broken = counted(new Sku(" A-1"), new BigDecimal("0.1234567"));
        // then
        assertThat(EventValidation.checkData(good)).isSameAs(good);
        assertThat(catchThrowable(() -> EventValidation.checkData(broken)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(catchThrowable(() -> EventValidation.check(broken)).getMessage());
    }

    /** What is looked at by hand, for speed, and what the validator looks at. */
    @Test
    void levels_are_checked_alike_by_hand_and_by_their_rules() {
        // given
        List<String> keys = Arrays.asList(
                null, "", " ", "A", "A 1", "A ", "\u00e4", "\u200b", "A\n", "a".repeat(64), "a".repeat(65), "x/y");
        List<String> numbers = List.of(
                "0",
                "-1",
                "33",
                "0.000001",
                "0.0000001",
                "999999999999.999999",
                "1000000000000",
                "1E+11",
                "1E+12",
                "1E-7");
        for (String sku : keys) {
            for (String location : keys) {
                for (String number : numbers) {
                    StockCounted level = new StockCounted(
                            sku == null ? null : new Sku(sku),
                            location == null ? null : new LocationId(location),
                            new BigDecimal(number));
                    CanonicalEvent event = event(level);
                    // then
                    assertThat(catchThrowable(() -> EventValidation.checkData(event)) == null)
                            .as("%s", level)
                            .isEqualTo(catchThrowable(() -> EventValidation.check(event)) == null);
                }
            }
        }
        assertThat(catchThrowable(() ->
                        EventValidation.checkData(event(new StockCounted(new Sku("A"), new LocationId("b"), null)))))
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void a_line_is_named_by_its_place() {
        // given
        Money none = new Money(null, null);
        OrderLine good = new OrderLine("1", new Sku("A"), BigDecimal.ONE, null, null);
        OrderLine bad = new OrderLine("2", new Sku("A"), BigDecimal.ONE.negate(), none, null);
        // then
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventValidation.check(event(new OrderPlaced(order(List.of(good, bad))))))
                .withMessage("crossdock.order.placed.v1: "
                        + "data.order.lines[1].quantity (BigDecimal) must be greater than or equal to 0; "
                        + "data.order.lines[1].unitPrice.amount (null) must not be null; "
                        + "data.order.lines[1].unitPrice.currency (null) must not be null");
    }

    @Test
    void an_event_without_data_is_invalid_rather_than_a_crash() {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventValidation.check(event(null)))
                .withMessage("event: data (null) must not be null");
    }

    @Test
    void rules_are_english_whatever_the_machine_speaks() {
        // given
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThatExceptionOfType(InvalidEventException.class)
                    .isThrownBy(() -> EventValidation.check(event(new StockCounted(null, null, null))))
                    .withMessageContaining("data.sku (null) must not be null");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void no_text_of_an_event_is_ever_in_a_message(EventType type) throws IOException {
        // given
        CanonicalEvent event = new GeneratedEvents(type.ordinal(), true).event(type);
        JsonNode whole = TREES.readTree(EventJson.write(event.data()));
        List<String> texts = texts(whole, "");
        // then
        assertThat(texts).isNotEmpty();
        for (String pointer : texts) {
            JsonNode marked = whole.deepCopy();
            replace(marked, pointer);
            Throwable thrown = catchThrowable(
                    () -> EventValidation.check(event(EventJson.read(TREES.writeValueAsBytes(marked), type.data()))));
            assertThat(thrown).as(pointer).isNotNull();
            for (Throwable at = thrown; at != null; at = at.getCause()) {
                assertThat(at.toString()).as(pointer).doesNotContain("MARKER");
            }
        }
    }

    @Test
    void every_personal_field_is_among_the_texts_tried() throws IOException {
        // given
        CanonicalEvent event = new GeneratedEvents(1, true).event(EventType.ORDER_PLACED);
        List<String> personal = Arrays.stream(Address.class.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(Personal.class))
                .map(component -> "/order/shipTo/" + component.getName())
                .toList();
        // then
        assertThat(personal).hasSize(8);
        assertThat(texts(TREES.readTree(EventJson.write(event.data())), "")).containsAll(personal);
    }

    @Test
    void an_accidental_log_line_does_not_tell_who_the_buyer_is() {
        // given
        Address address = new Address(
                "NAME", "COMPANY", "STREET", "ADDITION", "POSTAL", "CITY", "Holstein", "DE", "PHONE", "EMAIL");
        // then
        assertThat(address).hasToString("Address[country=DE, rest masked]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", " A", "A ", "A\tB", "A\u0000", "\u0001", "A\u2028B", "\u202EA", "A\uD800", "A\u00A0B"})
    void a_sku_of_what_does_not_show_is_invalid(String sku) {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventValidation.check(counted(new Sku(sku), BigDecimal.ONE)))
                .withMessageContaining("data.sku.value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "A-1/b", "Größe 42", "茶-100", "A–B"})
    void a_sku_of_what_shows_is_valid(String sku) {
        assertThat(EventValidation.check(counted(new Sku(sku), BigDecimal.ONE))).isNotNull();
    }

    @Test
    void a_small_number_that_would_be_a_gigabyte_once_added_is_invalid() {
        // given
        List<OrderLine> lines = List.of(new OrderLine("1", new Sku("A"), new BigDecimal("1E+999999999"), null, null));
        // then
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventValidation.check(event(new OrderPlaced(order(lines)))))
                .withMessageContaining("data.order.lines[0].quantity");
    }

    private static CanonicalEvent counted(Sku sku, BigDecimal onHand) {
        return event(new StockCounted(sku, new LocationId("hamburg"), onHand));
    }

    private static Order order(List<OrderLine> lines) {
        ChannelId channel = new ChannelId("acme-eu");
        return new Order(OrderId.of(channel, "1"), channel, "1001", 1, Instant.EPOCH, "EUR", List.of(), lines, null);
    }

    private static CanonicalEvent event(CanonicalData data) {
        return new CanonicalEvent("1", "/channels/acme-eu", Instant.EPOCH, null, null, null, 1, data);
    }

    private static List<String> texts(JsonNode node, String pointer) {
        List<String> found = new ArrayList<>();
        if (node.isTextual()) {
            found.add(pointer);
        }
        node.fieldNames().forEachRemaining(name -> found.addAll(texts(node.get(name), pointer + "/" + name)));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            found.addAll(texts(node.get(i), pointer + "/" + i));
        }
        return found;
    }

    private static void replace(JsonNode root, String pointer) {
        int cut = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, cut));
        String name = pointer.substring(cut + 1);
        if (parent instanceof ObjectNode object) {
            object.put(name, MARKER);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), TextNode.valueOf(MARKER));
        }
    }
}
