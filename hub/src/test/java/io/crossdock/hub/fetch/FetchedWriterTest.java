package io.crossdock.hub.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.spi.Failure;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Kafka would refuse for ever must not be offered to it. */
class FetchedWriterTest {

    private final FetchUnderTest fetch = new FetchUnderTest();

    @Test
    void an_answer_that_is_too_large_for_a_journal_makes_a_dead_letter_of_the_thin_record() {
        // given
        fetch.answerBytes = FetchedWriter.GREATEST_ANSWER_BYTES + 1;
        // when
        boolean taken = fetch.takes(0, 1);
        // then
        assertThat(taken).isTrue();
        assertThat(fetch.journaled()).isEmpty();
        assertThat(fetch.deadLetters()).containsExactly("0");
        var letter = fetch.kafka.history().get(0);
        assertThat(letter.value()).isEmpty();
        assertThat(CloudEventHeaders.attributes(letter.headers()))
                .containsEntry("failurekind", "REJECTED")
                .containsEntry("failuremessage", "square order 0: the answer is larger than 1048576 bytes");
    }

    @Test
    void the_largest_answer_is_journaled() {
        // given
        fetch.answerBytes = FetchedWriter.GREATEST_ANSWER_BYTES;
        // when
        fetch.takes(0, 1);
        // then
        assertThat(fetch.journaled()).containsExactly("0");
        assertThat(fetch.deadLetters()).isEmpty();
    }

    @Test
    void an_answer_is_journaled_encrypted_and_so_is_what_could_not_be_fetched() {
        // given
        FetchUnderTest sealed = new FetchUnderTest(Encryption.inMemory(List.of("till"), Clock.systemUTC()));
        sealed.failing.put("1", Failure.rejected("square", "order", "1", "unknown"));
        // when
        sealed.takes(0, 2);
        // then
        assertThat(sealed.journaled()).containsExactly("0");
        assertThat(sealed.deadLetters()).containsExactly("1");
        assertThat(sealed.kafka.history()).allSatisfy(written -> {
            assertThat(CloudEventHeaders.attributes(written.headers())).containsKey("keyid");
            assertThat(written.value())
                    .isNotEqualTo(new byte[sealed.answerBytes])
                    .hasSizeGreaterThanOrEqualTo(28);
        });
    }
}
