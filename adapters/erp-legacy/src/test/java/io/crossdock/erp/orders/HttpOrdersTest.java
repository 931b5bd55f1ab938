package io.crossdock.erp.orders;

import static io.crossdock.erp.orders.Entries.entry;
import static io.crossdock.erp.orders.Entries.line;
import static io.crossdock.erp.orders.Entries.placed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpOrdersTest {

    private static final String REQUEST = """
            {
              "referenz": .order.id,
              "art": .kind,
              "positionen": [for (.lines) {"artnr": .sku, "menge": .quantity}]
            }
            """;

    private final List<Request> requests = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    @Test
    void an_order_is_one_request_in_the_erps_words() {
        // given
        answers.add(new Answer(201, "application/json", "{}".getBytes(UTF_8)));
        // when
        orders(Optional.empty()).enter(placed("shopify-us:1", line("A-1", "2"), line("A-2", "0")));
        // then
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /auftraege");
            assertThat(request.headers()).containsExactly(Map.entry("Idempotency-Key", "shopify-us:1@1"));
            assertThat(new String(request.body(), UTF_8))
                    .isEqualTo("{\"referenz\":\"shopify-us:1\",\"art\":\"placed\","
                            + "\"positionen\":[{\"artnr\":\"A-1\",\"menge\":2}]}");
        });
    }

    @Test
    void an_order_that_the_lookup_finds_is_not_sent_again() {
        // given
        answers.add(new Answer(200, "application/json", "{}".getBytes(UTF_8)));
        // when
        orders(Optional.of("/auftraege/{id}?v={version}")).enter(placed("shopify-us:1/2", line("A-1", "2")));
        // then
        assertThat(requests)
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly("GET /auftraege/shopify-us%3A1%2F2?v=1");
    }

    @Test
    void a_lookup_that_finds_nothing_is_followed_by_the_order_and_one_that_fails_is_not() {
        // given
        answers.add(new Answer(404, "application/json", new byte[0]));
        answers.add(new Answer(409, "application/json", new byte[0]));
        // when
        orders(Optional.of("/auftraege/{id}")).enter(placed("shopify-us:1", line("A-1", "2")));
        // then: it says that it has it
        assertThat(requests).extracting(Request::method).containsExactly("GET", "POST");
        // when
        answers.add(new Answer(400, "application/json", new byte[0]));
        assertThatThrownBy(() -> orders(Optional.of("/auftraege/{id}")).enter(placed("shopify-us:2", line("A-1", "2"))))
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(requests).hasSize(3);
    }

    @Test
    void a_refusal_is_told_with_the_erps_words_and_without_the_buyers() {
        // given
        answers.add(new Answer(
                422, "application/json", "{\"fehler\":{\"text\":\"E017 Alma Sample is blocked\"}}".getBytes(UTF_8)));
        answers.add(new Answer(422, "text/html", "<html>".getBytes(UTF_8)));
        // then
        HttpOrders orders = orders(Optional.empty());
        assertThatThrownBy(() -> orders.enter(placed("shopify-us:1", line("A-1", "2"))))
                .hasMessage("legacy order shopify-us:1: status 422, E017 *** is blocked");
        assertThatThrownBy(() -> orders.enter(placed("shopify-us:1", line("A-1", "2"))))
                .hasMessage("legacy order shopify-us:1: status 422")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.REJECTED);
    }

    @Test
    void an_api_that_calls_itself_broken_is_quoted_likewise_and_perhaps_it_is_broken_for_this_order_alone() {
        // given
        Answer broken =
                new Answer(500, "application/json", "{\"fehler\":{\"text\":\"E900 at Alma Sample\"}}".getBytes(UTF_8));
        HttpOrders orders = new HttpOrders("legacy", target(Optional.empty()), () -> request -> {
            throw Failure.broken("erp-legacy", request.operation(), broken, false);
        });
        // then
        assertThatThrownBy(() -> orders.enter(placed("shopify-us:1", line("A-1", "2"))))
                .hasMessage("legacy order shopify-us:1: status 500, E900 at ***")
                .asInstanceOf(type(Failure.class))
                .matches(failure -> failure.kind() == Failure.Kind.UNAVAILABLE)
                .matches(Failure::isPerhapsOfTheRequest);
    }

    @Test
    void versions_of_which_the_erp_would_be_told_the_same_have_the_same_content() {
        HttpOrders orders = orders(Optional.empty());
        String content = orders.content(placed("shopify-us:1", line("A-1", "2")));
        assertThat(orders.content(entry(OrderEntry.Kind.CHANGED, "shopify-us:1", 2, 2, line("A-1", "2"))))
                .isEqualTo(content);
        assertThat(orders.content(placed("shopify-us:1", line("A-1", "3")))).isNotEqualTo(content);
    }

    private HttpOrders orders(Optional<String> lookup) {
        return new HttpOrders("legacy", target(lookup), () -> request -> {
            requests.add(request);
            return answers.remove();
        });
    }

    private static HttpTarget target(Optional<String> lookup) {
        return new HttpTarget(
                Map.of(),
                "POST",
                "/auftraege",
                REQUEST,
                "Idempotency-Key",
                List.of(409),
                Optional.of("/fehler/text"),
                lookup,
                10);
    }
}
