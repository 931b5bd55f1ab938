package io.crossdock.hub.sync;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.hub.jslt.PushAnswer;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Request;
import io.crossdock.spi.Ticket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;

/**
 * The bean of {@code http-push-sink}: offers to the API of a partner who writes no Java. The partner's translate Kamelet
 * makes the request's body; everything else is settings.
 */
public final class HttpPushAction extends ChannelAction {

    private static final String OPERATION = "push";
    static final String STATUS = "pushStatus";

    private String method = "POST";
    private String translate;
    private JsonPointer resultsAt;
    private String resultKey = "article";
    private String resultStatus = "status";
    private String resultOk = "ok";
    private String resultMessage = "message";
    private StatusUrl statusUrl;
    private AskTimes times = AskTimes.DEFAULT;
    private Api statusApi;

    /**
     * Sends all offers as one request, or asks what became of them, with one request a ticket.
     *
     * @param lease null where nothing holds the requests back
     * @param accepted the same offers, which are to be asked about; null to send them
     * @return one result for each; what befell the request is the result of each
     */
    @Handler
    public List<OfferResult> send(
            @Body List<Offer> offers,
            @ExchangeProperty(Lease.PROPERTY) Lease lease,
            @ExchangeProperty(ACCEPTED) List<AcceptedOffer> accepted) {
        try {
            return accepted == null ? push(offers, destination().under(lease)) : ask(accepted, lease);
        } catch (Failure failure) {
            return offers.stream()
                    .map(offer -> OfferResult.failed(offer.sku(), failure))
                    .toList();
        }
    }

    /** What was told stays told, also where a later question is not let in. */
    private List<OfferResult> ask(List<AcceptedOffer> accepted, Lease lease) {
        if (statusUrl == null) {
            return failed(
                    accepted,
                    Failure.unavailable(
                            destination().channel().system(),
                            STATUS,
                            "the channel file has no sink.statusUrl any more to ask at; what was accepted before is sent"
                                    + " again once its time is over",
                            null));
        }
        Destination to = new Destination(destination().channel(), statusApi()).under(lease);
        Map<String, List<AcceptedOffer>> byTicket = new LinkedHashMap<>();
        accepted.forEach(one -> byTicket.computeIfAbsent(one.ticket(), ticket -> new ArrayList<>())
                .add(one));
        List<OfferResult> results = new ArrayList<>();
        byTicket.forEach((ticket, ofTicket) -> {
            Optional<Failure> stop = results.stream()
                    .flatMap(result -> result.failure().stream())
                    .filter(HttpPushAction::concernsAll)
                    .findFirst();
            results.addAll(stop.isPresent() ? failed(ofTicket, stop.get()) : told(ticket, ofTicket, to));
        });
        return results;
    }

    private List<OfferResult> told(String ticket, List<AcceptedOffer> accepted, Destination to) {
        try {
            return outcome(ticket, accepted, to);
        } catch (Failure failure) {
            return failed(accepted, failure);
        }
    }

    private static boolean concernsAll(Failure failure) {
        return failure.kind() == Failure.Kind.THROTTLED || failure.kind() == Failure.Kind.UNAUTHORIZED;
    }

    private static List<OfferResult> failed(List<AcceptedOffer> accepted, Failure failure) {
        return accepted.stream()
                .map(one -> OfferResult.failed(one.offer().sku(), failure))
                .toList();
    }

    private List<OfferResult> outcome(String ticket, List<AcceptedOffer> accepted, Destination to) {
        String system = to.channel().system();
        Request request = statusUrl.of(ticket);
        Answer answer = to.api().call(request);
        if (!answer.isSuccess()) {
            // The offers are not refused by that: nobody knows what became of them.
            throw Failure.unavailable(system, request.operation(), "status " + answer.status(), null);
        }
        return new PushOutcome(read(PushAnswer.OUTCOME, answer, to.channel()), system, request.operation())
                .of(accepted, times.ticket(ticket));
    }

    private synchronized Api statusApi() {
        if (statusApi == null) {
            statusApi = api(getCamelContext(), destination().channel(), Clock.systemUTC(), statusUrl.base());
        }
        return statusApi;
    }

    /** @throws Failure {@code MALFORMED} where it cannot be read: the partner may have done what was asked for */
    private JsonNode read(String expression, Answer answer, Channel channel) {
        Exchange made = translated(translate, channel, OPERATION, new PushAnswer(expression, answer));
        if (made.getException() != null || !(made.getMessage().getBody() instanceof JsonNode said)) {
            throw Failure.malformed(
                    channel.system(), OPERATION, "", "the translation has no working expression '" + expression + "'");
        }
        return said;
    }

    private List<OfferResult> push(List<Offer> offers, Destination to) {
        Request request = Request.json(OPERATION, method, "", body(offers, to.channel()));
        Answer answer = to.api().call(request);
        String system = to.channel().system();
        if (!answer.isSuccess()) {
            throw Failure.rejected(system, OPERATION, "", "status " + answer.status());
        }
        if (statusUrl != null && answer.body().length > 0) {
            String id = read(PushAnswer.TICKET, answer, to.channel()).asText("");
            if (!id.isBlank()) {
                if (!Ticket.isId(id)) {
                    throw Failure.malformed(system, OPERATION, "", "a ticket that is too long");
                }
                Ticket ticket = times.ticket(id);
                return offers.stream()
                        .map(offer -> OfferResult.accepted(offer.sku(), ticket))
                        .toList();
            }
        }
        if (resultsAt == null) {
            return offers.stream()
                    .map(offer -> OfferResult.confirmed(offer.sku()))
                    .toList();
        }
        JsonNode json = Json.read(answer, request, to.channel(), JsonNode.class);
        return new PushResults(resultsAt, resultKey, resultStatus, resultOk, resultMessage)
                .read(json, offers, system, OPERATION);
    }

    private byte[] body(List<Offer> offers, Channel channel) {
        Exchange made = translated(translate, channel, OPERATION, offers);
        Exception exception = made.getException();
        byte[] body = exception == null ? made.getMessage().getBody(byte[].class) : null;
        if (body == null) {
            throw Failure.unmappable(
                    channel.system(),
                    OPERATION,
                    "",
                    "the translation gave no request"
                            + (exception == null
                                    ? ""
                                    : " (" + exception.getClass().getSimpleName() + ")"));
        }
        return body;
    }

    private static String given(String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>(super.mistakes(settings));
        if (settings.containsKey("statusUrl")) {
            try {
                StatusUrl.parse(settings.get("statusUrl"));
            } catch (IllegalArgumentException e) {
                mistakes.put("statusUrl", e.getMessage());
            }
        }
        if (!isPointer(settings.getOrDefault("resultsPointer", ""))) {
            mistakes.put("resultsPointer", "is no JSON Pointer such as /results");
        }
        mistakes.putAll(AskTimes.mistakes(settings));
        return mistakes;
    }

    private static boolean isPointer(String text) {
        try {
            JsonPointer.compile(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public void setMethod(String method) {
        this.method = given(method, "POST");
    }

    /** @param translate the name of the system's translate Kamelet: given offers, it gives a request's body */
    public void setTranslate(String translate) {
        this.translate = translate;
    }

    public void setResultsPointer(String resultsPointer) {
        String text = given(resultsPointer, null);
        this.resultsAt = text == null ? null : JsonPointer.compile(text);
    }

    public void setResultKey(String resultKey) {
        this.resultKey = given(resultKey, "article");
    }

    public void setResultStatus(String resultStatus) {
        this.resultStatus = given(resultStatus, "status");
    }

    public void setResultOk(String resultOk) {
        this.resultOk = given(resultOk, "ok");
    }

    /** @param statusUrl with {@code {ticket}}; without it every answer is final */
    public void setStatusUrl(String statusUrl) {
        String text = given(statusUrl, null);
        this.statusUrl = text == null ? null : StatusUrl.parse(text);
    }

    /** @param askAfter how long after a ticket was given it is asked about first */
    public void setAskAfter(String askAfter) {
        times = times.askAfter(askAfter);
    }

    /** @param within after how long an offer without a result counts as unanswered */
    public void setWithin(String within) {
        times = times.within(within);
    }

    public void setResultMessage(String resultMessage) {
        this.resultMessage = given(resultMessage, "message");
    }
}
