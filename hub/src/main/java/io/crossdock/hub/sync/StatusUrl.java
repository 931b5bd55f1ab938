package io.crossdock.hub.sync;

import io.crossdock.spi.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a partner tells what became of a push: {@code https://api.example/imports/{ticket}?details=true}.
 *
 * @param base scheme, host and port
 * @param path with {@code {ticket}}, or empty
 * @param query parameters, not encoded, with {@code {ticket}} in their values
 */
record StatusUrl(String base, String path, Map<String, String> query) {

    private static final String TICKET = "{ticket}";
    private static final Pattern URL = Pattern.compile("(https?://[^/?#{}]+)(/[^?#]*)?(?:\\?([^#]*))?");

    /** @throws IllegalArgumentException where it is no such URL */
    static StatusUrl parse(String text) {
        Matcher url = URL.matcher(text);
        boolean holdsOthers = text.replace(TICKET, "").matches(".*[{}].*");
        if (!url.matches() || !text.contains(TICKET) || holdsOthers) {
            throw none(null);
        }
        Map<String, String> query = new LinkedHashMap<>();
        if (url.group(3) != null) {
            for (String parameter : url.group(3).split("&")) {
                String[] parts = parameter.split("=", 2);
                query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return new StatusUrl(url.group(1), url.group(2) == null ? "" : url.group(2), query);
    }

    /** A request's parameters are encoded when it is sent. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw none(e);
        }
    }

    private static IllegalArgumentException none(Throwable cause) {
        return new IllegalArgumentException("is no URL such as https://api.example/imports/{ticket}", cause);
    }

    Request of(String ticket) {
        String segment = URLEncoder.encode(ticket, StandardCharsets.UTF_8).replace("+", "%20");
        Map<String, String> asked = new LinkedHashMap<>();
        query.forEach((name, value) -> asked.put(name, value.replace(TICKET, ticket)));
        return Request.get(HttpPushAction.STATUS, path.replace(TICKET, segment), asked);
    }
}
