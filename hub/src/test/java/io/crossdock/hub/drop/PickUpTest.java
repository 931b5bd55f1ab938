package io.crossdock.hub.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.drop.split.Content;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickUpTest {

    private final FakeFolder folder = new FakeFolder();
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "/etc/passwd",
                "..\\up.csv",
                "a\nb.csv",
                "a\u0000.csv",
                "a\rb",
                "*.csv",
                "a?.csv",
                "",
                "\u202Evsc.a",
                "a\u2028b",
                "\uFFFD.csv",
                "\uD800.csv"
            })
    void a_name_that_could_mean_something_to_somebody_is_refused(String name) {
        // when
        // then
        assertThat(PickUp.isHarmless(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orders.csv", "a b;rm.csv", "${file:name}.csv", "#1 & 100%.csv", "größe.csv", "注文.edi", "a..b"})
    void any_other_name_is_taken(String name) {
        // when
        // then
        assertThat(PickUp.isHarmless(name)).isTrue();
    }

    @Test
    void a_name_leaves_room_for_a_checksum_an_id_and_the_reasons_ending_behind_it() {
        // when
        // then
        assertThat(PickUp.isHarmless("x".repeat(170))).isTrue();
        assertThat(PickUp.isHarmless("x".repeat(171))).isFalse();
        assertThat(PickUp.isHarmless("ü".repeat(86))).isFalse();
    }

    @Test
    void a_file_is_complete_once_it_was_seen_unchanged_for_long_enough_whatever_its_own_time_says() {
        // given
        PickUp pickUp = pickUp();
        // when
        // then
        assertThat(look(pickUp, 0, file(5, 0))).isFalse();
        assertThat(look(pickUp, 9, file(5, 0))).isFalse();
        assertThat(look(pickUp, 10, file(6, 0))).isFalse();
        assertThat(look(pickUp, 19, file(6, 0))).isFalse();
        assertThat(look(pickUp, 20, file(6, 0))).isTrue();
    }

    @Test
    void a_file_that_was_gone_in_between_begins_anew() {
        // given
        PickUp pickUp = pickUp();
        look(pickUp, 0, file(5, 0));
        pickUp.beginListing();
        // when
        // then
        assertThat(look(pickUp, 30, file(5, 0))).isFalse();
    }

    @Test
    void what_is_no_ordinary_file_is_refused_and_counted() {
        // given
        PickUp pickUp = pickUp();
        folder.isOrdinary = false;
        // when
        // then
        assertThat(look(pickUp, 0, file(5, 0))).isFalse();
        assertThat(pickUp.refused()).isEqualTo(1);
    }

    @Test
    void a_claimed_file_goes_by_the_name_it_had_and_comes_before_the_next_of_that_name() {
        // given
        folder.setPattern("*.csv");
        folder.setPickUp("marker");
        PickUp pickUp = pickUp();
        GenericFile<Object> claimed = file(5, 0);
        claimed.setFileNameOnly(new Claim("a.csv", "0123abcd").fileName());
        // when
        // then
        assertThat(look(pickUp, 0, claimed)).isFalse();
        assertThat(pickUp.isClaimed("a.csv")).isTrue();
        assertThat(look(pickUp, 10, claimed)).isTrue();
        assertThat(look(pickUp, 11, file(6, 0))).isTrue();
        assertThat(pickUp.isClaimed("a.csv")).isFalse();
        claimed.setFileNameOnly(new Claim("a.xml", "0123abcd").fileName());
        assertThat(look(pickUp, 12, claimed)).isFalse();
        assertThat(pickUp.isClaimed("a.xml")).isFalse();
    }

    private PickUp pickUp() {
        return new PickUp(folder, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
    }

    private boolean look(PickUp pickUp, int second, GenericFile<Object> file) {
        now = Instant.parse("2026-11-20T10:00:00Z").plus(Duration.ofSeconds(second));
        pickUp.beginListing();
        return pickUp.accept(file);
    }

    private static GenericFile<Object> file(long length, long modified) {
        GenericFile<Object> file = new GenericFile<>();
        file.setFileNameOnly("a.csv");
        file.setFileLength(length);
        file.setLastModified(modified);
        return file;
    }

    /** Only tells what sort of file something is. */
    private static final class FakeFolder extends DropFolder {
        private boolean isOrdinary = true;

        @Override
        GenericFileEndpoint<?> listing(CamelContext context, GenericFileFilter<Object> filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        boolean isOrdinary(GenericFile<?> listed) {
            return isOrdinary;
        }

        @Override
        Content open(Exchange exchange, String name, GenericFile<?> listed) {
            throw new UnsupportedOperationException();
        }

        @Override
        boolean isUnchanged(String name, GenericFile<?> listed) {
            throw new UnsupportedOperationException();
        }

        @Override
        boolean exists(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        void prepare(String into) {
            throw new UnsupportedOperationException();
        }

        @Override
        void move(String name, String into, String as) {
            throw new UnsupportedOperationException();
        }

        @Override
        void write(String into, String name, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        void delete(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        int count(String in, String suffix) {
            throw new UnsupportedOperationException();
        }
    }
}
