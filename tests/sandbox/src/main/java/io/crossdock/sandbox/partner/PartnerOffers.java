package io.crossdock.sandbox.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.Shown;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.math.BigDecimal;
import java.util.List;

/** {@code PUT /api/offers}, {@code GET /api/offers} and {@code GET /api/offers/{article}}. */
final class PartnerOffers {

    static final String PUT = "putOffers";
    static final String GET = "getOffer";
    static final String LIST = "getOffers";

    private static final int MAX_OFFERS = 100;

    private final Setup setup;
    private final String location;
    private final Ledger ledger;
    private final Faults faults;
    private final PartnerImports imports = new PartnerImports(this::take);
    private volatile boolean isImporting;

    PartnerOffers(Setup setup, String location, Ledger ledger, Faults faults) {
        this.setup = setup;
        this.location = location;
        this.ledger = ledger;
        this.faults = faults;
    }

    Reply put(Call call) {
        JsonNode offers = call.json()
                .orElseThrow(() -> PartnerErrors.malformed("not a JSON object"))
                .path("offers");
        if (!offers.isArray() || offers.isEmpty() || offers.size() > MAX_OFFERS) {
            throw PartnerErrors.malformed("offers must be 1 to 100");
        }
        if (isImporting) {
            return imports.accept(offers);
        }
        ObjectNode answer = JsonText.object();
        answer.set("results", take(offers));
        return Reply.json(200, answer);
    }

    /** From now on offers are accepted as imports. */
    void importing() {
        isImporting = true;
    }

    PartnerImports imports() {
        return imports;
    }

    private ArrayNode take(JsonNode offers) {
        ArrayNode results = JsonText.object().putArray("results");
        for (JsonNode offer : offers) {
            String article = offer.path("article").asText();
            String wrong = take(article, offer);
            ObjectNode result = results.addObject();
            result.put("article", article);
            result.put("status", wrong == null ? "ok" : "error");
            result.put("message", wrong);
        }
        return results;
    }

    Reply get(Call call) {
        String article = call.path().get("article");
        if (!ledger.lists(article)) {
            throw PartnerErrors.notFound(article);
        }
        return Reply.json(200, offer(article));
    }

    /** All that is offered, in the order of the articles, 100 a page; {@code next} names where the next one begins. */
    Reply list(Call call) {
        String from = call.query().getOrDefault("from", "");
        List<String> articles = ledger.skus().stream()
                .filter(article -> article.compareTo(from) >= 0)
                .sorted()
                .limit(MAX_OFFERS + 1L)
                .toList();
        ObjectNode answer = JsonText.object();
        ArrayNode offers = answer.putArray("offers");
        articles.stream().limit(MAX_OFFERS).forEach(article -> offers.add(offer(article)));
        answer.put("next", articles.size() > MAX_OFFERS ? articles.get(MAX_OFFERS) : null);
        return Reply.json(200, answer);
    }

    private ObjectNode offer(String article) {
        Shown shown = ledger.shown(article);
        ObjectNode answer = JsonText.object();
        answer.put("article", article);
        answer.put("pieces", shown.quantity());
        answer.put("price", shown.price().toPlainString());
        answer.put("currency", setup.currency());
        return answer;
    }

    /** @return what is wrong with the offer; null where it is taken */
    private String take(String article, JsonNode offer) {
        if (!ledger.lists(article)) {
            return refused(Reason.UNKNOWN, article, "unknown article");
        }
        JsonNode pieces = offer.path("pieces");
        JsonNode price = offer.path("price");
        if (isAbsent(pieces) && isAbsent(price)) {
            return refused(Reason.MALFORMED, article, "neither pieces nor price");
        }
        if (!isAbsent(pieces) && (!pieces.isIntegralNumber() || pieces.asLong() < 0)) {
            return refused(Reason.MALFORMED, article, "pieces must be a whole number of at least 0");
        }
        if (!isAbsent(price) && !price.asText().matches("\\d{1,9}(\\.\\d{1,2})?")) {
            return refused(Reason.MALFORMED, article, "price must be a decimal of at most 2 places");
        }
        if (!isAbsent(price) && !offer.path("currency").asText().equals(setup.currency())) {
            return refused(Reason.MALFORMED, article, "currency must be " + setup.currency());
        }
        if (faults.rejects(article)) {
            return refused(Reason.REJECTED, article, "article is locked");
        }
        if (!isAbsent(pieces)) {
            ledger.quantityWritten(PUT, article, location, pieces.asLong());
        }
        if (!isAbsent(price)) {
            ledger.priceWritten(PUT, article, new BigDecimal(price.asText()).setScale(2));
        }
        return null;
    }

    private String refused(Reason reason, String article, String message) {
        ledger.refused(PUT, reason, article);
        return message;
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
