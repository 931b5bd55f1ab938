package io.crossdock.erp.orders;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/** Enters orders by an API of the ERP's, one request each. */
public final class HttpOrders implements OrderInterface {

    private static final String OPERATION = "order";
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final String erp;
    private final HttpTarget target;
    private final Supplier<Api> api;
    private final Expression request;

    /** @param api is made when the first order comes */
    public HttpOrders(String erp, HttpTarget target, Supplier<Api> api) {
        this.erp = erp;
        this.target = target;
        this.api = api;
        this.request = Parser.compileString(target.request());
    }

    @Override
    public void enter(OrderEntry entry) {
        byte[] body =
                Json.write(applied(entry, entry.kind().word(), entry.order().version(), entry.attempt()));
        if (target.lookup().isPresent() && isThere(target.lookup().get(), entry)) {
            return;
        }
        Answer answer = call(
                entry,
                new Request(
                        OPERATION,
                        target.method(),
                        target.path(),
                        Map.of(),
                        Map.of(target.idempotencyHeader(), entry.key()),
                        "application/json",
                        body));
        if (!answer.isSuccess() && !target.known().contains(answer.status())) {
            throw Failure.rejected(erp, OPERATION, entry.order().id().value(), told(entry, answer));
        }
    }

    /** Says what the ERP said, also where it calls itself broken: that may be about this order alone. */
    private Answer call(OrderEntry entry, Request request) {
        try {
            return api.get().call(request);
        } catch (Failure failure) {
            throw failure.answer()
                    .map(answer -> failure.told(
                            erp, request.operation(), entry.order().id().value(), told(entry, answer)))
                    .orElse(failure);
        }
    }

    private String told(OrderEntry entry, Answer answer) {
        return PersonalWords.masked(
                "status " + answer.status() + message(answer), entry.order().shipTo());
    }

    /** Whether an earlier request, whose answer did not reach us, has entered it. */
    private boolean isThere(String lookup, OrderEntry entry) {
        String path = lookup.replace("{id}", encoded(entry.order().id().value()))
                .replace("{version}", Long.toString(entry.order().version()))
                .replace("{attempt}", Integer.toString(entry.attempt()))
                .replace("{key}", encoded(entry.key()));
        Answer answer = call(entry, Request.get("order lookup", path, Map.of()));
        if (!answer.isSuccess() && answer.status() != NOT_FOUND && answer.status() != GONE) {
            throw Failure.unavailable(erp, "order lookup", "status " + answer.status(), null);
        }
        return answer.isSuccess();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What the ERP says, where it says it. */
    private String message(Answer answer) {
        if (target.message().isEmpty()) {
            return "";
        }
        try {
            JsonNode said = Json.read(answer.body(), erp, OPERATION, JsonNode.class)
                    .at(JsonPointer.compile(target.message().get()));
            return said.isValueNode() && !said.isNull() ? ", " + said.asText() : "";
        } catch (Failure e) {
            return "";
        }
    }

    @Override
    public String content(OrderEntry entry) {
        return new String(Json.write(applied(entry, "", 0, 0)), StandardCharsets.UTF_8);
    }

    private JsonNode applied(OrderEntry entry, String kind, long version, int attempt) {
        ObjectNode input =
                (ObjectNode) Json.read(EventJson.write(new OrderPlaced(entry.order())), erp, OPERATION, JsonNode.class);
        ((ObjectNode) input.get("order")).put("version", version);
        input.set("lines", Json.tree(entry.wantedLines()));
        input.put("kind", kind).put("attempt", attempt);
        try {
            return request.apply(input);
        } catch (JsltException e) {
            // The message of JSLT quotes the value.
            throw Failure.unmappable(
                    erp, OPERATION, entry.order().id().value(), "the expression 'request' fails on it");
        }
    }

    /** An answer rejects it at once or not at all. */
    @Override
    public Map<Entered, String> rejections(Collection<Entered> open) {
        return Map.of();
    }

    @Override
    public void close() {
        // the API's connections are the hub's
    }
}
