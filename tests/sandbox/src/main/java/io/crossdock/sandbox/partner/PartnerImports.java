package io.crossdock.sandbox.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Offers that were accepted as an import: carried out when the shop is told to, in their order. */
final class PartnerImports {

    static final String GET = "getImport";

    private final Function<JsonNode, ArrayNode> taking;
    private final Map<String, JsonNode> accepted = new LinkedHashMap<>();
    private final Map<String, ArrayNode> done = new LinkedHashMap<>();

    /** @param taking carries out an array of offers and gives a result for each */
    PartnerImports(Function<JsonNode, ArrayNode> taking) {
        this.taking = taking;
    }

    synchronized Reply accept(JsonNode offers) {
        String id = "I-" + (accepted.size() + done.size() + 1);
        accepted.put(id, offers);
        return Reply.json(202, Map.of("importId", id));
    }

    /** Carries out all that was accepted so far. */
    synchronized void carryOut() {
        accepted.forEach((id, offers) -> done.put(id, taking.apply(offers)));
        accepted.clear();
    }

    synchronized Reply get(Call call) {
        String id = call.path().get("id");
        ObjectNode answer = JsonText.object();
        if (done.containsKey(id)) {
            answer.put("state", "done");
            answer.set("results", done.get(id));
        } else if (accepted.containsKey(id)) {
            answer.put("state", "working");
        } else {
            throw PartnerErrors.notFound(id);
        }
        return Reply.json(200, answer);
    }
}
