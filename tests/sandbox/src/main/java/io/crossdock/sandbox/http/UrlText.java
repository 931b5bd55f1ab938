package io.crossdock.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Percent-encoded text: queries, forms, path segments. */
public final class UrlText {

    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z]+)>");

    private UrlText() {}

    /** A query or an application/x-www-form-urlencoded body; the last of several values stays. */
    public static Map<String, String> form(String text) {
        Map<String, String> values = new HashMap<>();
        if (text == null || text.isEmpty()) {
            return values;
        }
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
        return values;
    }

    static Map<String, String> groups(Matcher matcher) {
        Map<String, String> groups = new HashMap<>();
        Matcher names = GROUP.matcher(matcher.pattern().pattern());
        while (names.find()) {
            // A plus is a plus in a path; URLDecoder would make it a blank.
            groups.put(names.group(1), decoded(matcher.group(names.group(1)).replace("+", "%2B")));
        }
        return groups;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
