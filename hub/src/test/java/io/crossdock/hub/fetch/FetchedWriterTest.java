package io.crossdock.hub.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.events.CloudEventHeaders;
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
}
