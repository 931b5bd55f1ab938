package io.crossdock.hub.poll;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A link to the next page. Only its query is ever used, and only when it leads to the very address that the channel file
 * names: where requests go is not for an answer to say.
 */
final class PageLink {

    private static final int LONGEST_HEADER = 16_384;

    private PageLink() {}

    /** The target of {@code rel=next} (RFC 8288, section 3); empty where the header names none. */
    static Optional<String> next(String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        int open = header.indexOf('<');
        while (open >= 0) {
            int close = header.indexOf('>', open);
            if (close < 0) {
                return Optional.empty();
            }
            int end = end(header, close);
            if (isNext(header.substring(close + 1, end))) {
                return Optional.of(header.substring(open + 1, close));
            }
            open = header.indexOf('<', end);
        }
        return Optional.empty();
    }

    /** Where a link's parameters end: at a comma that is not in quotes. */
    private static int end(String header, int from) {
        boolean quoted = false;
        for (int at = from; at < header.length(); at++) {
            char c = header.charAt(at);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                return at;
            }
        }
        return header.length();
    }

    private static boolean isNext(String parameters) {
        for (String parameter : parameters.split(";")) {
            String[] parts = parameter.strip().toLowerCase(Locale.ROOT).split("=", 2);
            if (parts.length == 2 && parts[0].strip().equals("rel")) {
                List<String> relations =
                        List.of(parts[1].replace("\"", " ").strip().split(" +"));
                return relations.contains("next");
            }
        }
        return false;
    }

    /** The query of a target, absolute or relative to the base; empty where it leads anywhere else. */
    static Optional<String> query(String target, String base) {
        if (target.startsWith("?")) {
            return Optional.of(target.substring(1));
        }
        try {
            URI from = new URI(base);
            URI to = from.resolve(new URI(target));
            boolean same = Objects.equals(from.getScheme(), to.getScheme())
                    && from.getHost().equalsIgnoreCase(String.valueOf(to.getHost()))
                    && from.getPort() == to.getPort()
                    && to.getRawUserInfo() == null
                    && path(from).equals(path(to));
            return same ? Optional.ofNullable(to.getRawQuery()).filter(query -> !query.isEmpty()) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The parameters of a query, decoded; of a name that is there twice the last value. */
    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                parameters.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
