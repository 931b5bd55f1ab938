package io.crossdock.hub.sync;

import io.crossdock.spi.Request;
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
 * @param query parameters, with {@code {ticket}} in their values
 */
record StatusUrl(String base, String path, Map<String, String> query) {

    private static final String TICKET = "{ticket}";
    private static final Pattern URL = Pattern.compile("(https?://[^/?#{}]+)(/[^?#]*)?(?:\\?([^#]*))?");

    /** @throws IllegalArgumentException where it is no such URL */
    static StatusUrl parse(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches() || !text.contains(TICKET)) {
            throw new IllegalArgumentException("is no URL such as https://api.example/imports/{ticket}");
        }
        Map<String, String> query = new LinkedHashMap<>();
        if (url.group(3) != null) {
            for (String parameter : url.group(3).split("&")) {
                String[] parts = parameter.split("=", 2);
                query.put(parts[0], parts.length == 1 ? "" : parts[1]);
            }
        }
        return new StatusUrl(url.group(1), url.group(2) == null ? "" : url.group(2), query);
    }

    Request of(String ticket) {
        String segment = URLEncoder.encode(ticket, StandardCharsets.UTF_8).replace("+", "%20");
        Map<String, String> asked = new LinkedHashMap<>();
        query.forEach((name, value) -> asked.put(name, value.replace(TICKET, ticket)));
        return Request.get("pushStatus", path.replace(TICKET, segment), asked);
    }
}
