package io.crossdock.erp;

import com.fasterxml.jackson.core.JsonPointer;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import io.crossdock.erp.orders.HttpTarget;
import io.crossdock.erp.orders.OrderTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads {@code http:}. */
final class HttpTargetReader {

    /** What says where the API is and how we prove who we are, as for a partner's. */
    private static final List<String> API = List.of(
            "url",
            "auth",
            "authHeader",
            "token",
            "username",
            "password",
            "tokenUrl",
            "clientId",
            "clientSecret",
            "scope",
            "timeout");

    private static final int MOST_ATTEMPTS = 1000;

    private final BiFunction<YamlSection, String, String> resolver;
    private final ApiCheck check;

    HttpTargetReader(BiFunction<YamlSection, String, String> resolver, ApiCheck check) {
        this.resolver = resolver;
        this.check = check;
    }

    HttpTarget read(YamlSection section, boolean takesChanges) {
        Map<String, String> api = new LinkedHashMap<>();
        if (!section.has("url")) {
            section.problem("url", "is missing", "where the API is, such as https://erp.example");
        }
        for (String setting : API) {
            if (section.has(setting)) {
                api.put(setting, resolver.apply(section, setting));
            }
        }
        check.mistakes(api).forEach((setting, what) -> section.problem(setting, what, ""));
        String method = section.text("method").orElse("POST");
        if (!List.of("POST", "PUT").contains(method)) {
            section.problem("method", "'" + method + "' is not allowed", "POST, PUT");
        }
        Optional<String> lookup = section.text("lookup").map(path -> path(section, "lookup", path));
        boolean tellsVersions = lookup.isEmpty()
                || lookup.get().contains("{version}")
                || lookup.get().contains("{key}");
        if (takesChanges && !tellsVersions) {
            section.problem("lookup", "finds an earlier version as well", "a path with {version} or {key}");
        }
        HttpTarget target = new HttpTarget(
                api,
                method,
                path(section, "path", section.required("path", "a path such as /orders")),
                request(section),
                header(section),
                known(section),
                pointer(section),
                lookup,
                attempts(section));
        section.refuseUnknown();
        return target;
    }

    private static String path(YamlSection section, String key, String path) {
        if (!path.isEmpty() && !path.matches("/[\\x21-\\x7E]{0,300}")) {
            section.problem(key, "is no path", "a path such as /orders");
        }
        return path;
    }

    private static String request(YamlSection section) {
        String expression = section.required("request", "a JSLT expression that makes the body");
        try {
            if (!expression.isEmpty()) {
                Parser.compileString(expression);
            }
        } catch (JsltException e) {
            String first = e.getMessage().lines().findFirst().orElse("").strip();
            section.problem("request", "does not compile: " + first, "");
        }
        return expression;
    }

    private static String header(YamlSection section) {
        String header = section.text("idempotencyHeader").orElse("Idempotency-Key");
        if (!header.matches("[A-Za-z0-9-]{1,60}")) {
            section.problem("idempotencyHeader", "'" + header + "' is no name of a header", "letters, digits and -");
        }
        return header;
    }

    private static List<Integer> known(YamlSection section) {
        List<String> told = section.has("known") ? section.list("known") : List.of();
        if (told.stream().anyMatch(status -> !status.matches("4\\d\\d"))) {
            section.problem("known", "is no list of statuses that refuse", "such as [409]");
            return List.of();
        }
        return told.stream().map(Integer::valueOf).toList();
    }

    private static int attempts(YamlSection section) {
        String attempts = section.text("attempts").orElse(Integer.toString(OrderTarget.USUAL_ATTEMPTS));
        return (int) section.number("attempts", attempts, MOST_ATTEMPTS);
    }

    private static Optional<String> pointer(YamlSection section) {
        Optional<String> pointer = section.text("message");
        try {
            pointer.ifPresent(JsonPointer::compile);
        } catch (IllegalArgumentException e) {
            section.problem("message", "is no JSON pointer", "such as /error/text");
        }
        return pointer;
    }
}
