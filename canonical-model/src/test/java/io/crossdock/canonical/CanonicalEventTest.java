package io.crossdock.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalEventTest {

    static Stream<CanonicalEvent> events() {
        return GeneratedEvents.many(20_260_103L, 20);
    }

    @Test
    void an_id_is_the_same_in_every_release() {
        // A changed id would make every replayed record look new: this text never changes.
        assertThat(CanonicalEvent.idOf(
                        "/channels/shopify-us", EventType.ORDER_PLACED, "820982911946154508@1700000000000"))
                .isEqualTo("77e50730-fc3c-3a2b-8e9e-6a56c32be20e");
    }

    @Test
    void another_source_type_or_fact_gives_another_id() {
        assertThat(Stream.of(
                        CanonicalEvent.idOf("/channels/a", EventType.ORDER_PLACED, "1"),
                        CanonicalEvent.idOf("/channels/b", EventType.ORDER_PLACED, "1"),
                        CanonicalEvent.idOf("/channels/a", EventType.ORDER_CHANGED, "1"),
                        CanonicalEvent.idOf("/channels/a", EventType.ORDER_PLACED, "2")))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("events")
    void attributes_and_data_give_the_event_back(CanonicalEvent event) {
        // when
        CanonicalEvent read = CloudEventAttributes.read(CloudEventAttributes.of(event), EventJson.write(event.data()));
        // then
        assertThat(read).isEqualTo(event);
    }

    @Test
    void attribute_names_and_values_are_what_cloudevents_allows() {
        events().map(CloudEventAttributes::of).forEach(attributes -> {
            assertThat(attributes).containsEntry("specversion", "1.0").containsKeys("id", "source", "type", "subject");
            assertThat(attributes.keySet()).allMatch(name -> name.matches("[a-z0-9]{1,20}"));
            assertThat(attributes.values()).doesNotContainNull().noneMatch(String::isEmpty);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "time"})
    void a_missing_attribute_is_named(String name) {
        // given
        CanonicalEvent event = new GeneratedEvents(1, true).event(EventType.STOCK_COUNTED);
        Map<String, String> attributes = new HashMap<>(CloudEventAttributes.of(event));
        // when
        attributes.remove(name);
        // then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudEventAttributes.read(attributes, EventJson.write(event.data())))
                .withMessage("CloudEvents attribute '" + name + "' is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "time,yesterday",
        "committedat,1700000000",
        "sequence,7",
        "translationrevision,second",
        "translationrevision,99999999999"
    })
    void an_attribute_that_is_not_of_its_form_is_named(String name, String value) {
        // given
        CanonicalEvent event = new GeneratedEvents(1, true).event(EventType.STOCK_COUNTED);
        Map<String, String> attributes = new HashMap<>(CloudEventAttributes.of(event));
        // when
        attributes.put(name, value);
        // then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudEventAttributes.read(attributes, EventJson.write(event.data())))
                .withMessage("CloudEvents attribute '" + name + "' is not of its form");
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void a_type_is_found_by_its_name_and_by_its_data(EventType type) {
        assertThat(EventType.named(type.value())).contains(type);
        assertThat(EventType.of(new GeneratedEvents(1, true).event(type).data()))
                .isEqualTo(type);
        assertThat(type.value()).matches("crossdock\\.[a-z]+\\.[a-z]+\\.v[0-9]+");
    }

    @Test
    void every_record_of_canonical_data_has_a_type() {
        assertThat(CanonicalData.class.getPermittedSubclasses())
                .containsExactlyInAnyOrderElementsOf(Stream.of(EventType.values())
                        .<Class<?>>map(EventType::data)
                        .toList());
    }
}
