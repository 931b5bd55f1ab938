package io.crossdock.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.spi.Failure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void a_message_names_system_operation_and_key() {
        assertThat(Failure.unmappable("shopify", "order", "4711", "unknown financial_status 'foo'"))
                .hasMessage("shopify order 4711: unknown financial_status 'foo'");
        assertThat(Failure.malformed("x12", "945", "", "no ST segment")).hasMessage("x12 945: no ST segment");
        assertThat(Failure.unauthorized("dhl", "createShipment", "token refused"))
                .hasMessage("dhl createShipment: token refused");
    }

    @Test
    void a_factory_makes_its_kind() {
        assertThat(Failure.malformed("s", "o", "k", "w").kind()).isEqualTo(Kind.MALFORMED);
        assertThat(Failure.unmappable("s", "o", "k", "w").kind()).isEqualTo(Kind.UNMAPPABLE);
        assertThat(Failure.rejected("s", "o", "k", "w").kind()).isEqualTo(Kind.REJECTED);
        assertThat(Failure.unauthorized("s", "o", "w").kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(Failure.throttled("s", "o", null).kind()).isEqualTo(Kind.THROTTLED);
        assertThat(Failure.unavailable("s", "o", "w", null).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(Failure.stale("s", "o", "k", "w").kind()).isEqualTo(Kind.STALE);
    }

    @Test
    void only_what_passes_by_itself_is_transient() {
        assertThat(Arrays.stream(Kind.values()).filter(Kind::isTransient))
                .containsExactly(Kind.THROTTLED, Kind.UNAVAILABLE);
    }

    @Test
    void how_long_to_wait_is_known_where_the_other_side_said_so() {
        assertThat(Failure.throttled("s", "o", Duration.ofSeconds(7)).retryAfter())
                .contains(Duration.ofSeconds(7));
        assertThat(Failure.throttled("s", "o", null).retryAfter()).isEmpty();
    }

    @Test
    void a_strangers_key_can_neither_break_the_line_nor_fill_the_log() {
        // given
        Failure failure = Failure.unmappable("acme", "order", "1\r\n2026 ERROR forged\u2028", "x".repeat(10_000));
        // then
        assertThat(failure.getMessage())
                .startsWith("acme order 1??2026 ERROR forged?: xxx")
                .hasSizeLessThan(510)
                .endsWith("...");
    }

    @Test
    void what_calls_itself_broken_may_be_so_for_one_request_alone_and_keeps_its_answer_to_itself() {
        // given
        Answer answer = new Answer(500, "text/plain", "of Alma Sample".getBytes(StandardCharsets.UTF_8));
        // when
        Failure failure = Failure.broken("s", "o", answer, false);
        // then
        assertThat(failure).hasMessage("s o: status 500");
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.isPerhapsOfTheRequest()).isTrue();
        assertThat(failure.answer()).contains(answer);
        assertThat(failure.told("s", "o", "k", "better words"))
                .hasMessage("s o k: better words")
                .satisfies(told -> {
                    assertThat(told.isPerhapsOfTheRequest()).isTrue();
                    assertThat(told.answer()).contains(answer);
                });
        assertThat(Failure.unanswered("s", "o", "timeout", null).isPerhapsOfTheRequest())
                .isTrue();
        assertThat(Failure.unavailable("s", "o", "w", null).isPerhapsOfTheRequest())
                .isFalse();
        assertThat(Failure.throttled("s", "o", null).isPerhapsOfTheRequest()).isFalse();
    }

    @Test
    void what_got_no_answer_is_unavailable_and_may_still_be_done() {
        // given
        Failure failure = Failure.unanswered("s", "o", "timeout", null);
        // then
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.isUnanswered()).isTrue();
        assertThat(Failure.unavailable("s", "o", "status 503", null).isUnanswered())
                .isFalse();
    }
}
