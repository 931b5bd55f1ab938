package io.crossdock.sandbox.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.http.Bucket;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /admin/api/2026-01/graphql.json}: counts the points, runs the request, tells what is left. */
final class GraphqlEndpoint {

    /** Whatever the plan (https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits, read 2026-11). */
    private static final int MOST_POINTS = 1000;

    private final GraphQL graphql;
    private final Bucket bucket;

    GraphqlEndpoint(GraphQL graphql, Bucket bucket) {
        this.graphql = graphql;
        this.bucket = bucket;
    }

    /** The first field asked for, such as {@code inventorySetQuantities}; {@code graphql} where there is none. */
    static String operation(Call call) {
        return call.json()
                .flatMap(GraphqlEndpoint::definition)
                .map(definition -> fields(definition).get(0).getName())
                .orElse("graphql");
    }

    Reply answer(Call call) {
        JsonNode request = call.json()
                .orElseThrow(() -> new Refused(
                        Reason.MALFORMED, "", Reply.json(400, Map.of("errors", "Bad Request: not a JSON object"))));
        Map<String, Object> variables = variables(request.path("variables"));
        Optional<QueryCost> cost = definition(request).map(definition -> new QueryCost(definition, variables));
        double points = cost.map(QueryCost::requested).orElse(0d);
        if (points > MOST_POINTS) {
            throw new Refused(Reason.MALFORMED, "", Reply.json(200, tooDear(points)));
        }
        if (!bucket.take(points)) {
            throw new Refused(Reason.THROTTLED, "", Reply.json(200, throttled(points)));
        }
        ExecutionInput input = ExecutionInput.newExecutionInput()
                .query(request.path("query").asText(""))
                .variables(variables)
                .build();
        Map<String, Object> answer = new HashMap<>(graphql.execute(input).toSpecification());
        double actual = answer.get("data") instanceof Map<?, ?> data
                ? cost.map(counted -> counted.actual(data)).orElse(0d)
                : 0;
        bucket.giveBack(points - actual);
        answer.put("extensions", cost(points, actual));
        if (answer.containsKey("errors")) {
            throw new Refused(Reason.MALFORMED, "", Reply.json(200, answer));
        }
        return Reply.json(200, answer);
    }

    private Map<String, Object> throttled(double points) {
        Map<String, Object> error = Map.of(
                "message",
                "Throttled",
                "extensions",
                Map.of("code", "THROTTLED", "documentation", "https://shopify.dev/api/usage/rate-limits"));
        return Map.of("errors", List.of(error), "extensions", cost(points, null));
    }

    private Map<String, Object> tooDear(double points) {
        Map<String, Object> error = Map.of(
                "message",
                "Query cost is " + (long) points + ", which exceeds the single query max cost limit (" + MOST_POINTS
                        + ").",
                "extensions",
                Map.of("code", "MAX_COST_EXCEEDED", "cost", (long) points, "maxCost", MOST_POINTS));
        return Map.of("errors", List.of(error), "extensions", cost(points, null));
    }

    private Map<String, Object> cost(double requested, Double actual) {
        Map<String, Object> cost = new HashMap<>();
        cost.put("requestedQueryCost", (long) requested);
        cost.put("actualQueryCost", actual == null ? null : actual.longValue());
        cost.put(
                "throttleStatus",
                Map.of(
                        "maximumAvailable", bucket.capacity(),
                        "currentlyAvailable", (long) bucket.available(),
                        "restoreRate", bucket.perSecond()));
        return Map.of("cost", cost);
    }

    private static Optional<OperationDefinition> definition(JsonNode request) {
        try {
            Document document = Parser.parse(request.path("query").asText(""));
            return document.getDefinitionsOfType(OperationDefinition.class).stream()
                    .filter(definition -> !fields(definition).isEmpty())
                    .findFirst();
        } catch (InvalidSyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<Field> fields(OperationDefinition definition) {
        return QueryCost.fields(definition.getSelectionSet());
    }

    private static Map<String, Object> variables(JsonNode node) {
        Map<String, Object> variables = new HashMap<>();
        node.properties().forEach(entry -> variables.put(entry.getKey(), JsonText.plain(entry.getValue())));
        return variables;
    }
}
