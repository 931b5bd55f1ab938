package io.crossdock.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.SettableClock;
import io.crossdock.sandbox.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderSearchTest {

    private static final String PATH = "/orders/2026-01-01/orders";
    private static final String SPAN = "?lastUpdatedAfter=2026-03-02T09:15:00Z&lastUpdatedBefore=2026-03-02T09:20:00Z";

    private final SettableClock clock = new SettableClock();
    private final AmazonSandbox shop = new AmazonSandbox(Worlds.setup("amazon-de", "EUR", clock), message -> {});
    private Caller caller;

    @BeforeEach
    void aToken() throws Exception {
        AmazonCredentials credentials = shop.credentials();
        String form = "grant_type=refresh_token&client_id=" + credentials.clientId() + "&client_secret="
                + credentials.clientSecret() + "&refresh_token="
                + credentials.refreshToken().replace("|", "%7C");
        Caller.Answer token = Caller.of(shop).send("POST", "/auth/o2/token", "application/x-www-form-urlencoded", form);
        caller = Caller.of(shop).with("x-amz-access-token", token.text("/access_token"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void tokens_lead_through_the_orders_of_a_span() throws Exception {
        // given
        List<String> wanted = List.of(place(), place(), place());
        clock.advance(Duration.ofMinutes(10));
        place();
        clock.advance(Duration.ofMinutes(5));

        // when
        List<String> listed = new ArrayList<>();
        String token = "";
        do {
            Caller.Answer page = caller.get(PATH + SPAN + "&includedData=FULFILLMENT&maxResultsPerPage=2" + token);
            page.json().path("orders").forEach(order -> {
                listed.add(order.path("orderId").asText());
                assertThat(order.path("fulfillment").isObject()).isTrue();
            });
            token = page.json().at("/pagination/nextToken").asText();
            token = token.isEmpty() ? "" : "&paginationToken=" + token;
        } while (!token.isEmpty());

        // then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void a_search_that_is_not_as_documented_is_refused() throws Exception {
        // given
        clock.advance(Duration.ofMinutes(7));

        // then
        assertThat(caller.get(PATH + SPAN).status()).isEqualTo(200);
        assertThat(caller.get(PATH).status()).isEqualTo(400);
        assertThat(caller.get(PATH + SPAN + "&createdAfter=2026-03-02T09:15:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(caller.get(PATH + SPAN + "&maxResultsPerPage=101").status()).isEqualTo(400);
        assertThat(caller.get(PATH + SPAN + "&includedData=EVERYTHING").status())
                .isEqualTo(400);
        assertThat(caller.get(PATH + SPAN + "&paginationToken=other").status()).isEqualTo(400);
        assertThat(caller.get(PATH + "?lastUpdatedAfter=2026-03-02T09:15:00Z&lastUpdatedBefore=2026-03-02T09:21:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(Caller.of(shop).get(PATH + SPAN).status()).isEqualTo(403);
    }

    @Test
    void whoever_asks_too_often_is_over_the_quota() throws Exception {
        // given
        clock.advance(Duration.ofMinutes(10));
        shop.limitSearches(1, 0.0056);

        // then
        assertThat(caller.get(PATH + SPAN).status()).isEqualTo(200);
        assertThat(caller.get(PATH + SPAN).status()).isEqualTo(429);
        assertThat(shop.ledger().refusals(Reason.THROTTLED)).isEqualTo(1);
    }

    private String place() {
        return shop.placeOrder(List.of(OrderLine.of("SKU-1", 1)));
    }
}
