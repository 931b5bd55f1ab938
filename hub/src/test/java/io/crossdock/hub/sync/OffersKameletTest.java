package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Ticket;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two ways out of the hub, as Kamelets with the values that a channel file gives them. */
class OffersKameletTest {

    private final FakeSystem system = new FakeSystem();
    private final CamelContext context = new DefaultCamelContext();
    private final Properties values = new Properties();

    @BeforeEach
    void configure() {
        context.getRegistry().bind("channels", (ChannelLookup) name -> FakeSystem.CHANNEL);
        context.getPropertiesComponent().setOverrideProperties(values);
        put("probe-offers-sink", "url", system.url(""));
        put("http-push-sink", "url", system.url("/v1/stock"));
        put("http-push-sink", "translate", "probe-translate-action");
        values.put("camel.kamelet.probe-translate-action.acme-eu-translate.channel", "acme-eu");
    }

    private void put(String kamelet, String name, String value) {
        values.put("camel.kamelet." + kamelet + ".acme-eu-sink.channel", "acme-eu");
        values.put("camel.kamelet." + kamelet + ".acme-eu-sink." + name, value);
    }

    @AfterEach
    void stop() {
        context.stop();
        system.close();
    }

    private static List<Offer> offers(String... skus) {
        return Stream.of(skus)
                .map(sku -> new Offer(new Sku(sku), 5L, null, new Money(new BigDecimal("9.95"), "EUR"), "key"))
                .toList();
    }

    private Exchange sent(String kamelet, List<Offer> offers) {
        context.start();
        return context.createProducerTemplate()
                .request("kamelet:" + kamelet + "/acme-eu-sink", exchange -> exchange.getIn()
                        .setBody(offers));
    }

    private static List<String> results(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        List<?> results = exchange.getMessage().getBody(List.class);
        return results.stream()
                .map(OfferResult.class::cast)
                .map(OffersKameletTest::describe)
                .toList();
    }

    private static String describe(OfferResult result) {
        return result.sku() + " "
                + result.failure().map(failure -> failure.kind().name()).orElse("ok");
    }

    @Test
    void offers_go_out_in_the_batches_of_their_adapter() {
        // given
        system.answers(200, "B");
        // when
        List<String> results = results(sent("probe-offers-sink", offers("A", "B", "C")));
        // then
        assertThat(results).containsExactly("A ok", "B REJECTED", "C ok");
        assertThat(system.asked().stream().map(FakeSystem.Asked::body)).containsExactly("A=5\nB=5", "C=5");
    }

    @Test
    void what_befalls_a_batch_befalls_its_items_and_no_others() {
        // given
        system.answers(
                (exchange, asked) -> FakeSystem.answer(exchange, asked.body().startsWith("A") ? 503 : 200, "{}"));
        // when
        List<String> results = results(sent("probe-offers-sink", offers("A", "B", "C")));
        // then
        assertThat(results).containsExactly("A UNAVAILABLE", "B UNAVAILABLE", "C ok");
    }

    @Test
    void after_a_failure_of_the_channel_the_rest_of_the_batch_stays() {
        for (int status : new int[] {429, 401}) {
            // given
            context.start();
            int before = system.asked().size();
            system.answers((exchange, asked) ->
                    FakeSystem.answer(exchange, asked.body().startsWith("A") ? status : 200, "{}"));
            // when
            List<String> results = results(sent("probe-offers-sink", offers("A", "B", "C")));
            // then
            String kind = status == 429 ? " THROTTLED" : " UNAUTHORIZED";
            assertThat(results).containsExactly("A" + kind, "B" + kind, "C" + kind);
            assertThat(system.asked()).hasSize(before + 1);
        }
    }

    @Test
    void nothing_is_sent_under_a_lease_that_is_over() {
        for (String kamelet : List.of("probe-offers-sink", "http-push-sink")) {
            // given
            context.start();
            Lease over =
                    new Lease(new CountDownLatch(0), RateBudget.parse("none"), Clock.systemUTC(), now -> true, true);
            // when
            Exchange sent = context.createProducerTemplate()
                    .request("kamelet:" + kamelet + "/acme-eu-sink", exchange -> {
                        exchange.setProperty(Lease.PROPERTY, over);
                        exchange.getIn().setBody(offers("A", "B", "C"));
                    });
            // then
            assertThat(results(sent)).containsExactly("A UNAVAILABLE", "B UNAVAILABLE", "C UNAVAILABLE");
            assertThat(system.asked()).isEmpty();
        }
    }

    @Test
    void offers_that_come_before_their_translation_runs_are_not_refused_but_come_again() throws Exception {
        // given
        put("http-push-sink", "translate", "starting-translate-action");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("starting-translate-action")
                        .from("kamelet:source")
                        .process(exchange -> {
                            throw new RejectedExecutionException();
                        });
            }
        });
        // when
        List<String> results = results(sent("http-push-sink", offers("A")));
        // then
        assertThat(results).containsExactly("A UNAVAILABLE");
        assertThat(system.asked()).isEmpty();
    }

    @Test
    void a_partner_without_java_gets_the_request_that_the_expression_makes() {
        // given
        put("http-push-sink", "method", "PUT");
        put("http-push-sink", "auth", "header");
        put("http-push-sink", "authHeader", "X-Api-Key");
        put("http-push-sink", "token", "k&y=1");
        // when
        List<String> results = results(sent("http-push-sink", offers("A", "B")));
        // then
        assertThat(results).containsExactly("A ok", "B ok");
        assertThat(system.asked()).hasSize(1);
        var asked = system.asked().get(0);
        assertThat(asked.method() + " " + asked.uri()).isEqualTo("PUT /v1/stock");
        assertThat(asked.headers()).containsEntry("x-api-key", "k&y=1");
        assertThat(asked.body())
                .isEqualTo("{\"stock\":[{\"article\":\"A\",\"pieces\":5,\"amount\":9.95},"
                        + "{\"article\":\"B\",\"pieces\":5,\"amount\":9.95}]}");
    }

    @Test
    void a_partners_results_are_read_where_the_channel_file_says() {
        // given
        put("http-push-sink", "resultsPointer", "/results");
        put("http-push-sink", "resultKey", "id");
        put("http-push-sink", "resultOk", "done");
        system.answers(200, "{\"results\":[{\"id\":\"A\",\"status\":\"done\"},{\"id\":\"B\",\"status\":\"gone\"}]}");
        // when, then
        assertThat(results(sent("http-push-sink", offers("A", "B")))).containsExactly("A ok", "B REJECTED");
    }

    @Test
    void a_partner_that_answers_later_is_asked_by_its_ticket_what_became_of_each_item() {
        // given
        put("http-push-sink", "statusUrl", system.url("/v1/imports/{ticket}?details=true"));
        put("http-push-sink", "within", "5m");
        system.answers(202, "{\"importId\":\"I/1\"}");
        // when
        List<?> pushed =
                sent("http-push-sink", offers("A", "B", "C")).getMessage().getBody(List.class);
        // then
        Ticket ticket = new Ticket("I/1", Duration.ofSeconds(10), Duration.ofMinutes(5), false);
        assertThat(pushed)
                .isEqualTo(Stream.of("A", "B", "C")
                        .map(sku -> OfferResult.accepted(new Sku(sku), ticket))
                        .toList());
        // when it still works
        system.answers(200, "{\"state\":\"working\"}");
        // then
        assertThat(asked("I/1", "A", "B", "C").get(0).ticket()).contains(ticket);
        assertThat(system.asked().get(1).method() + " " + system.asked().get(1).uri())
                .isEqualTo("GET /v1/imports/I%2F1?details=true");
        // when it is done
        system.answers(200, """
                {"state":"done","lines":[{"article":"A"},{"article":"B","error":"unknown article"}]}
                """);
        // then
        List<OfferResult> results = asked("I/1", "A", "B", "C");
        assertThat(results.stream().map(OffersKameletTest::describe))
                .containsExactly("A ok", "B REJECTED", "C UNAVAILABLE");
        assertThat(results.get(1).failure().orElseThrow()).hasMessage("acme pushStatus B: refused unknown article");
    }

    @Test
    void a_partner_that_could_answer_later_and_has_an_answer_now_gives_it() {
        // given
        put("http-push-sink", "statusUrl", system.url("/v1/imports/{ticket}"));
        system.answers(200, "{}");
        // when, then
        assertThat(results(sent("http-push-sink", offers("A")))).containsExactly("A ok");
    }

    /** Malformed: nobody knows whether the partner took it, so that it is not counted as what was there before. */
    @Test
    void an_answer_to_a_push_that_nobody_can_read_leaves_unknown_whether_it_was_done() {
        // given
        put("http-push-sink", "statusUrl", system.url("/v1/imports/{ticket}"));
        put("http-push-sink", "translate", "strict-translate-action");
        values.put("camel.kamelet.strict-translate-action.acme-eu-translate.channel", "acme-eu");
        String tooLong = "1".repeat(201);
        for (String answer : List.of("not JSON", "{\"broken\":\"x\"}", "{\"importId\":\"" + tooLong + "\"}")) {
            system.answers(202, answer);
            // when, then
            assertThat(results(sent("http-push-sink", offers("A")))).as(answer).containsExactly("A MALFORMED");
        }
    }

    @Test
    void a_result_that_is_neither_good_nor_bad_leaves_unknown_whether_it_was_done() {
        // given
        put("http-push-sink", "statusUrl", system.url("/v1/imports/{ticket}"));
        put("http-push-sink", "translate", "strict-translate-action");
        values.put("camel.kamelet.strict-translate-action.acme-eu-translate.channel", "acme-eu");
        context.start();
        // when, then
        for (String answer : List.of("[{\"sku\":\"A\",\"ok\":\"perhaps\"}]", "\"broken\"", "not JSON")) {
            system.answers(200, answer);
            assertThat(asked("I-1", "A").stream().map(OffersKameletTest::describe))
                    .as(answer)
                    .containsExactly("A MALFORMED");
        }
    }

    @Test
    void a_ticket_that_is_asked_about_when_its_time_is_over_is_no_error_after_the_push() {
        // given
        put("http-push-sink", "statusUrl", system.url("/v1/imports/{ticket}"));
        put("http-push-sink", "within", "5s");
        system.answers(202, "{\"importId\":\"I-1\"}");
        // when
        List<?> pushed = sent("http-push-sink", offers("A")).getMessage().getBody(List.class);
        // then
        Ticket ticket = new Ticket("I-1", Duration.ofSeconds(5), Duration.ofSeconds(5), false);
        assertThat(pushed).isEqualTo(List.of(OfferResult.accepted(new Sku("A"), ticket)));
    }

    @Test
    void one_import_that_cannot_be_asked_about_leaves_the_others_their_results() {
        // given
        put("http-push-sink", "statusUrl", system.url("/v1/imports?id={ticket}"));
        context.start();
        system.answers((exchange, asked) -> FakeSystem.answer(
                exchange,
                asked.uri().endsWith("I-1") ? 404 : 200,
                "{\"state\":\"done\",\"lines\":[{\"article\":\"B\"}]}"));
        List<AcceptedOffer> accepted = List.of(
                new AcceptedOffer(offers("A").get(0), "I-1", true),
                new AcceptedOffer(offers("B").get(0), "I-2", true));
        // when, then
        assertThat(asked(accepted).stream().map(OffersKameletTest::describe)).containsExactly("A UNAVAILABLE", "B ok");
    }

    @Test
    void what_was_told_stays_told_where_a_later_question_is_not_let_in() {
        for (int status : new int[] {429, 401}) {
            // given
            put("http-push-sink", "statusUrl", system.url("/v1/imports?id={ticket}"));
            context.start();
            int before = system.asked().size();
            system.answers((exchange, asked) -> FakeSystem.answer(
                    exchange,
                    asked.uri().endsWith("I-1") ? 200 : status,
                    "{\"state\":\"done\",\"lines\":[{\"article\":\"A\"}]}"));
            List<AcceptedOffer> accepted = List.of(
                    new AcceptedOffer(offers("A").get(0), "I-1", false),
                    new AcceptedOffer(offers("B").get(0), "I-2", false),
                    new AcceptedOffer(offers("C").get(0), "I-3", false));
            // when
            List<OfferResult> results = asked(accepted);
            // then
            String kind = status == 429 ? " THROTTLED" : " UNAUTHORIZED";
            assertThat(results.stream().map(OffersKameletTest::describe))
                    .containsExactly("A ok", "B" + kind, "C" + kind);
            assertThat(system.asked()).hasSize(before + 2);
        }
    }

    /** Once, each question was an error of ours, with a stack in the log. */
    @Test
    void where_the_channel_file_has_lost_its_status_url_nobody_is_asked_and_each_item_is_told_why() {
        // given
        context.start();
        // when
        List<OfferResult> results = asked("I-1", "A", "B");
        // then
        assertThat(results.stream().map(OffersKameletTest::describe)).containsExactly("A UNAVAILABLE", "B UNAVAILABLE");
        assertThat(results.get(1).failure().orElseThrow())
                .hasMessage("acme pushStatus: the channel file has no sink.statusUrl any more to ask at; what was"
                        + " accepted before is sent again once its time is over");
        assertThat(system.asked()).isEmpty();
    }

    private List<OfferResult> asked(String ticket, String... skus) {
        return asked(offers(skus).stream()
                .map(offer -> new AcceptedOffer(offer, ticket, false))
                .toList());
    }

    private List<OfferResult> asked(List<AcceptedOffer> accepted) {
        Exchange answered = context.createProducerTemplate()
                .request("kamelet:http-push-sink/acme-eu-sink", exchange -> {
                    exchange.setProperty(ChannelAction.ACCEPTED, accepted);
                    exchange.getIn()
                            .setBody(accepted.stream().map(AcceptedOffer::offer).toList());
                });
        assertThat(answered.getException()).isNull();
        return ((List<?>) answered.getMessage().getBody(List.class))
                .stream().map(OfferResult.class::cast).toList();
    }

    @Test
    void what_befalls_the_whole_push_befalls_each_item() {
        // given
        system.answers(422, "{}");
        // when
        List<?> results = sent("http-push-sink", offers("A", "B")).getMessage().getBody(List.class);
        // then
        Failure failure = ((OfferResult) results.get(0)).failure().orElseThrow();
        assertThat(failure).hasMessage("acme push: status 422");
        assertThat(((OfferResult) results.get(1)).failure()).containsSame(failure);
    }
}
