package io.crossdock.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventValidation;
import io.crossdock.spi.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What holds for every translation and every record. */
final class TranslationLaws {

    private static final int CUTS = 16;
    private static final Set<Failure.Kind> KINDS = Set.of(Failure.Kind.MALFORMED, Failure.Kind.UNMAPPABLE);

    private TranslationLaws() {}

    static void check(Trial trial) {
        Trial.Outcome outcome = trial.outcome();
        if (outcome.failure() == null) {
            everyEventIsValid(outcome.events());
            idsDifferWithinARecord(outcome.events());
        } else {
            failureIsDiscreet(trial, outcome.failure());
        }
        translatingTwiceGivesTheSame(trial, outcome);
        aRedeliveryGivesTheSameIds(trial, outcome);
        aTruncatedBodyNeverThrowsAnythingButAFailure(trial);
        unknownMembersChangeNothing(trial, outcome);
    }

    private static void everyEventIsValid(List<CanonicalEvent> events) {
        for (CanonicalEvent event : events) {
            assertThatCode(() -> EventValidation.check(event))
                    .as("every event keeps the rules of its record")
                    .doesNotThrowAnyException();
        }
    }

    private static void idsDifferWithinARecord(List<CanonicalEvent> events) {
        assertThat(events)
                .extracting(CanonicalEvent::id)
                .as("ids differ within a record")
                .doesNotHaveDuplicates();
    }

    private static void translatingTwiceGivesTheSame(Trial trial, Trial.Outcome first) {
        byte[] before = trial.inbound().body().clone();
        same(first, trial.outcome(), "translating twice gives the same");
        assertThat(trial.inbound().body()).as("the body is left as it is").isEqualTo(before);
    }

    private static void aRedeliveryGivesTheSameIds(Trial trial, Trial.Outcome first) {
        if (first.failure() == null) {
            assertThat(trial.redelivered().outcome().events())
                    .as("a redelivery gives the same ids")
                    .extracting(CanonicalEvent::id)
                    .isEqualTo(first.events().stream().map(CanonicalEvent::id).toList());
        }
    }

    private static void aTruncatedBodyNeverThrowsAnythingButAFailure(Trial trial) {
        byte[] body = trial.inbound().body();
        for (int cut = 0; cut <= CUTS; cut++) {
            int length = cut == CUTS ? Math.max(0, body.length - 1) : body.length * cut / CUTS;
            Trial truncated = trial.withBody(Arrays.copyOf(body, length));
            try {
                truncated.translation().translate(truncated.inbound(), truncated.channel());
            } catch (Failure failure) {
                assertThat(KINDS)
                        .as("kinds of failure of a body cut at %d", length)
                        .contains(failure.kind());
                failureIsDiscreet(trial, failure);
            } catch (RuntimeException e) {
                throw new AssertionError("a body cut at " + length + " throws what is not a Failure", e);
            }
        }
    }

    private static void unknownMembersChangeNothing(Trial trial, Trial.Outcome outcome) {
        if (outcome.failure() != null && outcome.failure().kind() == Failure.Kind.MALFORMED) {
            return;
        }
        JsonBody.of(trial.inbound())
                .ifPresent(body -> same(
                        outcome,
                        trial.withBody(body.withUnknownMembers()).outcome(),
                        "members that nobody knows yet change nothing"));
    }

    private static void failureIsDiscreet(Trial trial, Failure failure) {
        assertThat(failure.getMessage()).as("a failure has a message").isNotBlank();
        JsonBody.of(trial.inbound()).ifPresent(body -> {
            for (String value : body.personalStrings()) {
                assertThat(failure.getMessage().contains(value)
                                && !value.equals(trial.inbound().kind()))
                        .as("the message of a %s failure shows what tells who somebody is", failure.kind())
                        .isFalse();
            }
        });
    }

    private static void same(Trial.Outcome first, Trial.Outcome second, String law) {
        assertThat(second.events()).as(law).isEqualTo(first.events());
        if (first.failure() != null) {
            assertThat(second.failure().kind())
                    .as(law)
                    .isEqualTo(first.failure().kind());
            assertThat(second.failure()).as(law).hasMessage(first.failure().getMessage());
        }
    }
}
