package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.Sku;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushResultsTest {

    private static final PushResults RESULTS =
            new PushResults(JsonPointer.compile("/results"), "article", "status", "ok", "message");
    private static final List<Offer> OFFERS = List.of(
            new Offer(new Sku("A"), 1L, null, null, "1"),
            new Offer(new Sku("B"), 1L, null, null, "2"),
            new Offer(new Sku("C"), 1L, null, null, "3"));

    @Test
    void each_item_has_its_own_result() {
        // given
        JsonNode answer = Json.tree(Map.of(
                "results",
                List.of(
                        Map.of("article", "B", "status", "unknown", "message", "no such\narticle"),
                        Map.of("article", "A", "status", "ok"))));
        // when
        List<OfferResult> results = RESULTS.read(answer, OFFERS, "acme", "push");
        // then
        assertThat(results.get(0).isConfirmed()).isTrue();
        assertThat(results.get(1).failure().orElseThrow())
                .hasMessage("acme push B: unknown no such article")
                .extracting(Failure::kind)
                .isEqualTo(Failure.Kind.REJECTED);
        assertThat(results.get(2).failure().orElseThrow().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    }

    @Test
    void an_answer_without_results_is_malformed() {
        // given
        JsonNode answer = Json.tree(Map.of("done", true));
        // when
        Failure failure = catchThrowableOfType(Failure.class, () -> RESULTS.read(answer, OFFERS, "acme", "push"));
        // then
        assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED);
    }
}
