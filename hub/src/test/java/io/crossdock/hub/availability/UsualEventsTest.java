package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.InvalidEventException;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.hub.events.CloudEventHeaders;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class UsualEventsTest {

    private static final int DAYS = 40;
    private static final int CHANGES = 40;

    /** Characters that make other JSON, other times, other keys of what they take the place of. */
    private static final String SIGNS = "\"{}[]:,.-+ 0129eEZTax\\\u0001~:/_nulltrue";

    /** A value that is counted: no title, category, price or address, which nobody here looks at. */
    private static final Pattern VALUE =
            Pattern.compile("\"(?!title|category|amount)\\w+\":(\"[^\"]*\"|-?[0-9.]+|true|false|\\[[^\\]]*]|null)");

    private static final List<String> EDGES = Stream.concat(
                    Stream.of(
                            "\"\"",
                            "\" \"",
                            "null",
                            "[]",
                            "[null]",
                            "{}",
                            "0",
                            "-0",
                            "-1",
                            "1e0",
                            "1E+99999999999",
                            "1E-99999999999",
                            "1E+2147483647",
                            "1E+400",
                            "999999999999.999999",
                            "1000000000000",
                            "0.0000001",
                            "9223372036854775808"),
                    IntStream.of(36, 48, 60, 64, 71, 78, 119, 120, 160, 200)
                            .flatMap(length -> IntStream.of(length, length + 1))
                            .mapToObj(length -> '"' + "a".repeat(length) + '"'))
            .toList();

    private final UsualEvents usual = new UsualEvents();

    private static List<CanonicalEvent> events() {
        List<CanonicalEvent> events = new ArrayList<>();
        for (int seed = 0; seed < DAYS; seed++) {
            events.addAll(Day.of(new Random(seed), true));
        }
        events.add(Events.kit("K", 1, "A", 1, "B", 3));
        events.add(Events.level("A", "hamburg", "-10.500000", 1));
        events.add(Events.level("Größe 42", "hamburg", "123456789012.123456", 1));
        events.add(Events.placed("1", 10_000_000_000L, List.of("lyon"), line("1", "A b", 2_000_000_000, null)));
        return events;
    }

    @Test
    void what_the_hub_writes_is_usual_and_read_as_in_full() {
        assertThat(events()).allSatisfy(event -> {
            // when
            var record = CloudEventHeaders.record("topic", event);
            CanonicalEvent read = usual.read(record.headers(), record.value());
            // then
            assertThat(read).isEqualTo(counted(event));
        });
    }

    @Test
    void what_breaks_a_rule_or_is_no_event_is_never_taken_for_usual() {
        // given
        Random random = new Random(1);
        int taken = 0;
        int refused = 0;
        for (CanonicalEvent event : events()) {
            var record = CloudEventHeaders.record("topic", event);
            for (int change = 0; change < CHANGES; change++) {
                // when
                byte[] value = random.nextBoolean() ? changed(record.value(), random) : record.value();
                Headers headers = value == record.value() ? changed(record.headers(), random) : record.headers();
                CanonicalEvent read = usual.read(headers, value);
                // then
                CanonicalEvent inFull = inFull(headers, value);
                if (read != null) {
                    assertThat(read)
                            .as(new String(value, StandardCharsets.UTF_8) + headers)
                            .isEqualTo(inFull == null ? null : counted(inFull));
                    taken++;
                } else if (inFull == null) {
                    refused++;
                }
            }
        }
        assertThat(taken).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void values_at_the_edge_of_a_rule_are_taken_as_in_full() {
        // given
        int taken = 0;
        int refused = 0;
        for (CanonicalEvent event : oneOfEachKind()) {
            var record = CloudEventHeaders.record("topic", event);
            String json = new String(record.value(), StandardCharsets.UTF_8);
            Matcher value = VALUE.matcher(json);
            while (value.find()) {
                for (String edge : EDGES) {
                    // when
                    String changed = json.substring(0, value.start(1)) + edge + json.substring(value.end(1));
                    byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
                    CanonicalEvent read = usual.read(record.headers(), bytes);
                    // then
                    if (read != null) {
                        CanonicalEvent inFull = inFull(record.headers(), bytes);
                        assertThat(read).as(changed).isEqualTo(inFull == null ? null : counted(inFull));
                        taken++;
                    } else {
                        refused++;
                    }
                }
            }
        }
        assertThat(taken).isGreaterThan(50);
        assertThat(refused).isGreaterThan(500);
    }

    private static List<CanonicalEvent> oneOfEachKind() {
        Map<Class<?>, CanonicalEvent> kinds = new LinkedHashMap<>();
        events().forEach(event -> kinds.putIfAbsent(event.data().getClass(), event));
        kinds.put(ItemDescribed.class, Events.kit("K", 1, "A", 1, "B", 3));
        return List.copyOf(kinds.values());
    }

    @Test
    void times_are_read_as_the_jdk_reads_them() {
        // given
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-60_000_000_000L, 250_000_000_000L),
                    random.nextBoolean() ? 0 : random.nextInt(1_000) * (random.nextBoolean() ? 1_000_000L : 1_001));
            // when
            Instant read = UsualTime.of(time.toString().getBytes(StandardCharsets.UTF_8));
            // then
            assertThat(read).isEqualTo(time);
        }
        for (String odd : List.of(
                "2026-02-29T00:00:00Z",
                "2026-02-28T24:00:00Z",
                "2026-02-28T00:00:60Z",
                "Z",
                "",
                "2026-02-28T00:00:00.Z",
                "2026-02-28T00:00:00.1234567890Z",
                "2026-02-28T00:00:00+00:00",
                "2026-13-28T00:00:00Z",
                "2026-02-28T00:00:00,1Z",
                "2026-02-28t00:00:00Z",
                "2026-02-28T00:60:00Z")) {
            assertThat(UsualTime.of(odd.getBytes(StandardCharsets.UTF_8)))
                    .as(odd)
                    .isNull();
        }
    }

    /** Without what nobody counts. */
    private static CanonicalEvent counted(CanonicalEvent event) {
        return event.data() instanceof ItemDescribed item
                ? Events.revised(
                        event,
                        event.translationRevision(),
                        new ItemDescribed(item.sku(), null, null, item.components(), item.discontinued()))
                : event;
    }

    private static CanonicalEvent inFull(Headers headers, byte[] value) {
        try {
            return EventValidation.check(CloudEventHeaders.event(headers, value));
        } catch (InvalidEventException | IllegalArgumentException | UncheckedIOException e) {
            return null;
        }
    }

    private static byte[] changed(byte[] text, Random random) {
        if (random.nextInt(4) == 0) {
            int from = random.nextInt(text.length);
            int to = Math.min(text.length, from + 1 + random.nextInt(12));
            byte[] rest = Arrays.copyOf(text, text.length - (to - from));
            System.arraycopy(text, to, rest, from, text.length - to);
            return rest;
        }
        byte[] changed = text.clone();
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            changed[random.nextInt(changed.length)] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
        }
        return changed;
    }

    private static Headers changed(Headers headers, Random random) {
        int at = random.nextInt(headers.toArray().length);
        Headers changed = new RecordHeaders();
        for (Header header : headers.toArray()) {
            if (at-- != 0) {
                changed.add(header);
            } else if (random.nextInt(4) > 0) {
                changed.add(header.key(), changed(header.value(), random));
            }
        }
        return changed;
    }
}
