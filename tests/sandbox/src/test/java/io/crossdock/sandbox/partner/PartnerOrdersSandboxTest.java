package io.crossdock.sandbox.partner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.http.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartnerOrdersSandboxTest {

    private static final Instant NINE = Instant.parse("2026-01-02T09:00:00Z");

    private final PartnerOrdersSandbox partner =
            new PartnerOrdersSandbox(Worlds.setup("acme-eu", "EUR", Clock.systemUTC()));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        partner.close();
    }

    @Test
    void every_way_of_paging_shows_all_that_changed_since_in_order() throws Exception {
        // given
        String token = token();
        for (int i = 0; i < 25; i++) {
            partner.put("P-" + i, NINE.plusSeconds(i / 10));
        }
        partner.put("before", NINE.minusSeconds(1));
        String list = "/api/orders?updated_since=" + NINE + "&per_page=10";
        // when
        List<String> byNext = new ArrayList<>();
        List<String> byLink = new ArrayList<>();
        String next = "";
        URI link = partner.url().resolve(list);
        while (next != null) {
            JsonNode page = get(list + (next.isEmpty() ? "" : "&after=" + next), token);
            byNext.addAll(page.path("orders").findValuesAsText("ref"));
            next = page.path("next").textValue();
            HttpResponse<byte[]> linked = send(link, token);
            byLink.addAll(
                    JsonText.read(linked.body()).orElseThrow().path("orders").findValuesAsText("ref"));
            link = linked.headers()
                    .firstValue("Link")
                    .map(text -> URI.create(text.substring(1, text.indexOf('>'))))
                    .orElse(link);
        }
        List<String> byPage = new ArrayList<>();
        for (int page = 1; page < 4; page++) {
            byPage.addAll(get(list + "&page=" + page, token).path("orders").findValuesAsText("ref"));
        }
        // then
        assertThat(byNext).hasSize(25).doesNotHaveDuplicates().startsWith("P-0").isEqualTo(byPage);
        assertThat(byLink).isEqualTo(byNext);
        assertThat(get(list + "&skip=24", token).path("orders").findValuesAsText("ref"))
                .containsExactly(byPage.get(24));
        assertThat(get(list + "&page=4", token).path("orders")).isEmpty();
    }

    @Test
    void a_changed_order_moves_to_the_end_with_a_higher_rev() throws Exception {
        // given
        String token = token();
        partner.put("P-1", NINE);
        partner.put("P-2", NINE.plusSeconds(1));
        // when
        partner.put("P-1", NINE.plusSeconds(2));
        // then
        JsonNode orders = get("/api/orders", token).path("orders");
        assertThat(orders.findValuesAsText("ref")).containsExactly("P-2", "P-1");
        assertThat(orders.findValuesAsText("rev")).containsExactly("1", "2");
        assertThat(partner.states()).hasSize(3);
    }

    @Test
    void a_stranger_and_a_revoked_token_are_refused() throws Exception {
        // given
        String token = token();
        // when
        partner.revokeTokens();
        // then
        assertThat(send(partner.url().resolve("/api/orders"), token).statusCode())
                .isEqualTo(401);
        assertThat(send(partner.url().resolve("/api/orders"), "guessed").statusCode())
                .isEqualTo(401);
    }

    private String token() throws Exception {
        String basic =
                Base64.getEncoder().encodeToString((partner.clientId() + ":" + partner.clientSecret()).getBytes());
        HttpRequest request = HttpRequest.newBuilder(partner.url().resolve("/oauth/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        byte[] answer =
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        return JsonText.read(answer).orElseThrow().path("access_token").asText();
    }

    private JsonNode get(String path, String token) throws Exception {
        return JsonText.read(send(partner.url().resolve(path), token).body()).orElseThrow();
    }

    private HttpResponse<byte[]> send(URI url, String token) throws Exception {
        return http.send(
                HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
