package io.crossdock.hub.sync;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Request;
import java.util.List;
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

    private String method = "POST";
    private String translate;
    private String resultsPointer;
    private String resultKey = "article";
    private String resultStatus = "status";
    private String resultOk = "ok";
    private String resultMessage = "message";

    /**
     * Sends all offers as one request.
     *
     * @param lease null where nothing holds the requests back
     * @return one result for each; what befell the request is the result of each
     */
    @Handler
    public List<OfferResult> send(@Body List<Offer> offers, @ExchangeProperty(Lease.PROPERTY) Lease lease) {
        try {
            return push(offers, destination().under(lease));
        } catch (Failure failure) {
            return offers.stream()
                    .map(offer -> OfferResult.failed(offer.sku(), failure))
                    .toList();
        }
    }

    private List<OfferResult> push(List<Offer> offers, Destination to) {
        Request request = Request.json(OPERATION, method, "", body(offers, to.channel()));
        Answer answer = to.api().call(request);
        String system = to.channel().system();
        if (!answer.isSuccess()) {
            throw Failure.rejected(system, OPERATION, "", "status " + answer.status());
        }
        if (resultsPointer == null) {
            return offers.stream()
                    .map(offer -> OfferResult.confirmed(offer.sku()))
                    .toList();
        }
        JsonNode json = Json.read(answer, request, to.channel(), JsonNode.class);
        return new PushResults(JsonPointer.compile(resultsPointer), resultKey, resultStatus, resultOk, resultMessage)
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

    public void setMethod(String method) {
        this.method = given(method, "POST");
    }

    /** @param translate the name of the system's translate Kamelet: given offers, it gives a request's body */
    public void setTranslate(String translate) {
        this.translate = translate;
    }

    public void setResultsPointer(String resultsPointer) {
        this.resultsPointer = given(resultsPointer, null);
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

    public void setResultMessage(String resultMessage) {
        this.resultMessage = given(resultMessage, "message");
    }
}
