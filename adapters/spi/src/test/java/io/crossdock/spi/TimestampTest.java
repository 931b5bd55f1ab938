package io.crossdock.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader against the general one: the same time, or refused by both. */
class TimestampTest {

    private static final JsonMapper GENERAL =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final JsonMapper QUICK = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(OffsetDateTime.class, new Timestamp()))
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05-05:00",
                "2026-01-01T00:30:00+14:00",
                "2024-02-29T23:59:59+00:00",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:04:60Z",
                "2026-01-02T03:04:05+18:00",
                "2026-01-02T03:04:05+18:01",
                "2026-01-02T03:04:05+05:60",
                "2026-01-02T03:04:05-00:00",
                "2026-01-02T03:04:05.123Z",
                "2026-01-02T03:04:05.123456789+02:00",
                "2026-01-02T03:04Z",
                "2026-01-02T03:04:05z",
                "2026-01-02t03:04:05Z",
                "2026-01-02 03:04:05Z",
                "2026-01-02T03:04:05",
                "2026-01-02T03:04:05+0200",
                "2026-01-02T03:04:05+02",
                "0000-01-01T00:00:00Z",
                "-026-01-02T03:04:05Z",
                "+026-01-02T03:04:05Z",
                "２０２６-01-02T03:04:05Z",
                "2026-01-02T03:04:05ZZ",
                "",
                " "
            })
    void every_form_reads_as_by_the_general_reader(String text) {
        assertThat(read(QUICK, text)).isEqualTo(read(GENERAL, text));
    }

    @Test
    void so_does_what_a_slip_of_the_pen_makes_of_a_time() {
        // given
        Random random = new Random(4711);
        String signs = "0123456789-+:.TZ ";
        for (int slip = 0; slip < 5_000; slip++) {
            StringBuilder text = new StringBuilder("2026-01-31T13:24:35+01:30");
            // when
            for (int times = random.nextInt(3); times >= 0; times--) {
                text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
            }
            // then
            assertThat(read(QUICK, text.toString())).as(text.toString()).isEqualTo(read(GENERAL, text.toString()));
        }
    }

    private static Optional<OffsetDateTime> read(JsonMapper mapper, String text) {
        try {
            return Optional.ofNullable(mapper.readValue(mapper.writeValueAsBytes(text), OffsetDateTime.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
