package io.crossdock.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonalDataTest {

    private static final long SEED = 20261126;

    private final Map<String, byte[]> sealed = new TreeMap<>();

    @ParameterizedTest
    @EnumSource
    void nothing_that_people_read_of_an_event_shows_a_personal_member(EventType type) {
        // given
        CanonicalEvent event = new GeneratedEvents(SEED, true).event(type);
        List<String> personal = personalTexts(event.data());
        assertThat(personal.isEmpty()).isNotEqualTo(PersonalData.isIn(type));
        // when
        String masked = new String(PersonalData.mask(type, EventJson.write(event.data())), UTF_8);
        // then
        assertThat(personal).allSatisfy(text -> {
            assertThat(masked).doesNotContain(text.substring(0, 14));
            assertThat(event.toString()).doesNotContain(text);
        });
    }

    @Test
    void a_mask_leaves_everything_else_as_it_is() {
        // given
        String order = order("\"country\":\"DE\",\"name\":\"Alma Sample\"", "\"quantity\":2.50");
        // when
        String masked = new String(PersonalData.mask(EventType.ORDER_PLACED, order.getBytes(UTF_8)), UTF_8);
        // then
        assertThat(masked).isEqualTo(order.replace("Alma Sample", "***"));
    }

    @Test
    void what_a_later_release_added_is_masked_since_nobody_here_knows_what_it_tells() {
        // given
        String order =
                order("\"country\":\"DE\",\"birthday\":{\"day\":1}", "\"quantity\":2,\"engraving\":\"For Alma\"");
        // when
        String masked = new String(PersonalData.mask(EventType.ORDER_PLACED, order.getBytes(UTF_8)), UTF_8);
        // then
        assertThat(masked)
                .isEqualTo(order("\"country\":\"DE\",\"birthday\":\"***\"", "\"quantity\":2,\"engraving\":\"***\""));
    }

    @Test
    void what_is_no_json_is_not_quoted() {
        assertThatThrownBy(() -> PersonalData.mask(EventType.ORDER_PLACED, "{\"x\":Alma}".getBytes(UTF_8)))
                .isInstanceOf(UncheckedIOException.class)
                .satisfies(thrown ->
                        assertThat(thrown.toString() + thrown.getCause()).doesNotContain("Alma"));
    }

    @ParameterizedTest
    @EnumSource
    void a_sealed_event_is_valid_and_says_nothing_personal_until_it_is_opened(EventType type) {
        // given
        CanonicalEvent event = new GeneratedEvents(SEED, true).event(type);
        byte[] plain = EventJson.write(event.data());
        // when
        byte[] closed = PersonalData.seal(type, plain, this::seal);
        CanonicalData read = EventJson.read(closed, type.data());
        byte[] opened = PersonalData.open(type, closed, (place, text) -> Optional.of(sealed.get(place + "=" + text)));
        // then
        assertThatCode(() -> EventValidation.check(event)).doesNotThrowAnyException();
        assertThat(read).isInstanceOf(type.data());
        assertThat(personalTexts(read)).isEmpty();
        assertThat(sealed.isEmpty()).isNotEqualTo(PersonalData.isIn(type));
        assertThat(EventJson.read(opened, type.data())).isEqualTo(event.data());
    }

    @Test
    void an_order_without_an_address_is_left_as_it_was_written() {
        // given
        byte[] order = order("", "\"quantity\":2").replace(",\"shipTo\":{}", "").getBytes(UTF_8);
        // then
        assertThat(PersonalData.seal(EventType.ORDER_PLACED, order, this::seal)).isSameAs(order);
    }

    @Test
    void what_can_no_longer_be_opened_is_absent() {
        // given
        byte[] order = order("\"country\":\"DE\",\"name\":\"Alma Sample\"", "\"quantity\":2")
                .getBytes(UTF_8);
        // when
        byte[] closed = PersonalData.seal(EventType.ORDER_PLACED, order, this::seal);
        byte[] opened = PersonalData.open(EventType.ORDER_PLACED, closed, (place, text) -> Optional.empty());
        // then
        assertThat(sealed).containsOnlyKeys("/order/shipTo=s0");
        assertThat(new String(closed, UTF_8))
                .isEqualTo(order("\"country\":\"DE\",\"sealed\":\"s0\"", "\"quantity\":2"));
        assertThat(new String(opened, UTF_8)).isEqualTo(order("\"country\":\"DE\"", "\"quantity\":2"));
    }

    /** Sealing takes them away, and an event must be of its type without them. */
    @Test
    void every_personal_member_may_be_absent() {
        assertThat(records(Arrays.stream(EventType.values()).map(EventType::data))
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .filter(component -> component.isAnnotationPresent(Personal.class)))
                .isNotEmpty()
                .allSatisfy(component -> assertThat(Constraints.of(component).required())
                        .as("%s", component)
                        .isFalse());
    }

    private String seal(String place, byte[] members) {
        String text = "s" + sealed.size();
        sealed.put(place + "=" + text, members);
        return text;
    }

    private static String order(String shipTo, String line) {
        return "{\"order\":{\"number\":\"#1\",\"lines\":[{\"line\":\"1\"," + line + "}],\"shipTo\":{" + shipTo + "}}}";
    }

    private static Stream<Class<?>> records(Stream<? extends Class<?>> types) {
        return types.flatMap(type -> Stream.concat(
                Stream.of(type),
                records(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .filter(Class::isRecord))));
    }

    private static List<String> personalTexts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> texts.addAll(personalTexts(element)));
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object held = held(value, component);
                if (component.isAnnotationPresent(Personal.class) && held != null) {
                    texts.add(held.toString());
                } else {
                    texts.addAll(personalTexts(held));
                }
            }
        }
        return texts;
    }

    private static Object held(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
