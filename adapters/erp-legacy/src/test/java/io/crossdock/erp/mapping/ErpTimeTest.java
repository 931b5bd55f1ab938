package io.crossdock.erp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErpTimeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void a_date_is_a_whole_day_of_its_zone_also_when_clocks_change() {
        for (Object date : new Object[] {
            "2026-03-29", "20260329", 20260329, LocalDate.of(2026, 3, 29), Date.valueOf("2026-03-29"), "2026-03-29 "
        }) {
            // when
            ErpTime day = ErpTime.of(date, BERLIN).orElseThrow();
            // then
            assertThat(day.start()).isEqualTo("2026-03-28T23:00:00Z");
            assertThat(day.end()).isEqualTo("2026-03-29T22:00:00Z");
        }
    }

    @Test
    void a_time_without_a_zone_is_of_the_mappings_and_one_that_has_its_own_is_of_that() {
        for (Object local : new Object[] {
            "2026-07-01 08:00:00",
            "2026-07-01T08:00",
            Timestamp.valueOf("2026-07-01 08:00:00"),
            LocalDateTime.of(2026, 7, 1, 8, 0)
        }) {
            assertThat(ErpTime.of(local, BERLIN).orElseThrow().end()).isEqualTo("2026-07-01T06:00:00Z");
        }
        for (Object told : new Object[] {
            "2026-07-01 08:00:00+02:00",
            "2026-07-01T06:00:00Z",
            OffsetDateTime.parse("2026-07-01T08:00:00+02:00"),
            Instant.parse("2026-07-01T06:00:00Z")
        }) {
            assertThat(ErpTime.of(told, null).orElseThrow().start()).isEqualTo("2026-07-01T06:00:00Z");
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "0000-00-00", "0000-00-00 00:00:00", "00000000", "0"})
    void null_blank_and_dates_of_zeros_are_none(String none) {
        assertThat(ErpTime.of(none, BERLIN)).isEmpty();
    }

    @Test
    void what_is_no_date_is_refused_and_a_date_without_a_zone_too() {
        assertThatThrownBy(() -> ErpTime.of("soon", BERLIN)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> ErpTime.of("2026-02-30", BERLIN)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> ErpTime.of("2026-02-03", null))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("no time zone");
    }
}
