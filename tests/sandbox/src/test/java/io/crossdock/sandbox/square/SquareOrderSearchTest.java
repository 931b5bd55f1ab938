package io.crossdock.sandbox.square;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.SettableClock;
import io.crossdock.sandbox.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SquareOrderSearchTest {

    private static final String PATH = "/v2/orders/search";

    private final SettableClock clock = new SettableClock();
    private final SquareSandbox shop = new SquareSandbox(Worlds.setup("square-shop", "USD", clock));
    private final Caller caller = Caller.of(shop).with("Authorization", "Bearer " + shop.accessToken());

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void cursors_lead_through_the_orders_of_a_span() throws Exception {
        // given
        List<String> wanted = List.of(sell(), sell(), sell());
        clock.advance(Duration.ofMinutes(10));
        sell();

        // when
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            Caller.Answer page = caller.json("POST", PATH, search("UPDATED_AT", cursor));
            page.json()
                    .path("orders")
                    .forEach(order -> listed.add(order.path("id").asText()));
            String next = page.text("/cursor");
            cursor = next.isEmpty() ? "" : ", \"cursor\": \"" + next + "\"";
        } while (!cursor.isEmpty());

        // then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void a_search_that_is_not_as_documented_is_refused() throws Exception {
        assertThat(caller.json("POST", PATH, "{}").text("/errors/0/field")).isEqualTo("location_ids");
        assertThat(caller.json("POST", PATH, search("CREATED_AT", "")).text("/errors/0/field"))
                .isEqualTo("sort_field");
        assertThat(caller.json("POST", PATH, search("UPDATED_AT", ", \"cursor\": \"x\""))
                        .text("/errors/0/field"))
                .isEqualTo("cursor");
        assertThat(Caller.of(shop).json("POST", PATH, search("UPDATED_AT", "")).status())
                .isEqualTo(401);
    }

    private String sell() {
        return shop.sell(List.of(OrderLine.of("SKU-1", 1)));
    }

    private String search(String sort, String cursor) {
        return """
                {"location_ids": ["%s"], "limit": 2,
                 "query": {"filter": {"date_time_filter": {"updated_at":
                             {"start_at": "2026-03-02T09:15:00Z", "end_at": "2026-03-02T09:20:00Z"}}},
                           "sort": {"sort_field": "%s", "sort_order": "ASC"}}%s}
                """.formatted(shop.locationIds().get(0), sort, cursor);
    }
}
