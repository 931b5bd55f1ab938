package io.crossdock.architecture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java file's text for rules about words. */
final class JavaText {

    /** A string, a character, a text block, or a comment; what comes first wins, so that "//" in a string is none. */
    private static final Pattern STRING_OR_COMMENT = Pattern.compile(
            "(?s)(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])+')|/\\*.*?\\*/|//[^\\n]*");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?!(static )?io\\.crossdock\\.).*$");

    private JavaText() {}

    /** Without comments, and without imports of other people's packages; strings stay. */
    static String spoken(String java) {
        String code = STRING_OR_COMMENT
                .matcher(java)
                .replaceAll(found -> found.group(1) == null ? " " : Matcher.quoteReplacement(found.group(1)));
        return IMPORT.matcher(code).replaceAll("");
    }
}
