package io.crossdock.hub.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Request;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;

/**
 * The bean of {@code http-question-action}: a question in our words, asked over HTTP in a system's, by two JSLT
 * expressions that are compiled once.
 */
public final class HttpQuestionAction extends ApiSettings implements CamelContextAware {

    private static final String OPERATION = "question";

    private CamelContext context;
    private String system;
    private Expression request;
    private Expression answer;
    private Channel channel;
    private Api api;

    /** @throws Failure what the system did wrong, or what an expression cannot make of it */
    @Handler
    public byte[] ask(byte[] question) {
        JsonNode asked = Json.read(question, system, OPERATION, JsonNode.class);
        Request sent = Request.json(OPERATION, "POST", "", Json.write(apply(request, asked, "request")));
        Answer answered = api().call(sent);
        if (!answered.isSuccess()) {
            throw Failure.rejected(system, OPERATION, "", "status " + answered.status());
        }
        return Json.write(apply(answer, Json.read(answered, sent, channel, JsonNode.class), "answer"));
    }

    /** What JSLT says itself quotes the value, which may be a buyer's. */
    private JsonNode apply(Expression expression, JsonNode value, String name) {
        try {
            return expression.apply(value);
        } catch (JsltException e) {
            throw Failure.unmappable(system, OPERATION, "", "the expression '" + name + "' fails on it");
        }
    }

    private synchronized Api api() {
        if (api == null) {
            channel = Channel.withoutSales(new ChannelId(system), system);
            api = api(context, channel, Clock.systemUTC());
        }
        return api;
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>(super.mistakes(settings));
        for (String name : List.of("request", "answer")) {
            try {
                JsltAction.compiled(settings.getOrDefault(name, "."));
            } catch (IllegalArgumentException e) {
                mistakes.put(name, e.getMessage());
            }
        }
        return mistakes;
    }

    /** @param system for messages */
    public void setSystem(String system) {
        this.system = system;
    }

    /** Question to the request's body. */
    public void setRequest(String request) {
        this.request = JsltAction.compiled(request);
    }

    /** Body of what the system answers to our answer. */
    public void setAnswer(String answer) {
        this.answer = JsltAction.compiled(answer);
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}
