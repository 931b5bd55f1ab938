package io.crossdock.erp.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The tables that a SELECT names after {@code from} and {@code join}, as it writes them. Found in its text, since a role
 * that may not read them yet must be told which they are; what is none, such as the argument of {@code extract(day from
 * d)}, is to be sorted out against the catalog.
 */
public final class TablesOfQuery {

    private static final Pattern NOT_CODE = Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("(?:\"(?:[^\"]|\"\")+\"|`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_$]*)"
            + "(?:\\s*\\.\\s*(?:\"(?:[^\"]|\"\")+\"|`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_$]*))*|[(),]");
    private static final Set<String> END_OF_LIST = Set.of(
            "where", "group", "order", "having", "limit", "offset", "union", "intersect", "except", "window", "on");

    private TablesOfQuery() {}

    /** In the order of the text; names without quotes in lower case, parts separated by a dot. */
    public static Set<String> of(String sql) {
        List<String> words = WORD.matcher(NOT_CODE.matcher(sql).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .map(TablesOfQuery::plain)
                .toList();
        Set<String> tables = new LinkedHashSet<>();
        Set<String> own = new LinkedHashSet<>();
        List<Boolean> isInList = new ArrayList<>(List.of(false));
        boolean isTableNext = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int depth = isInList.size() - 1;
            if (word.equals("(")) {
                isInList.add(isTableNext);
            } else if (word.equals(")")) {
                if (depth > 0) {
                    isInList.remove(depth);
                }
                isTableNext = false;
            } else if (word.equals("from") || word.equals("join")) {
                isInList.set(depth, true);
                isTableNext = true;
            } else if (word.equals(",")) {
                isTableNext = isInList.get(depth);
            } else if (END_OF_LIST.contains(word)) {
                isInList.set(depth, word.equals("on") && isInList.get(depth));
                isTableNext = false;
            } else if (isTableNext && !Set.of("only", "lateral", "select").contains(word)) {
                tables.add(word);
                isTableNext = false;
            } else if (word.equals("as")
                    && i > 0
                    && i + 1 < words.size()
                    && words.get(i + 1).equals("(")) {
                own.add(words.get(i - 1));
            } else if (word.equals("select")) {
                isInList.set(depth, false);
                isTableNext = false;
            }
        }
        tables.removeAll(own);
        return tables;
    }

    private static String plain(String word) {
        StringBuilder plain = new StringBuilder();
        for (String part : word.split("\\s*\\.\\s*(?=(?:[^\"`]*[\"`][^\"`]*[\"`])*[^\"`]*$)")) {
            plain.append(plain.length() == 0 ? "" : ".")
                    .append(
                            part.startsWith("\"") || part.startsWith("`")
                                    ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
                                    : part.toLowerCase(Locale.ROOT));
        }
        return plain.toString();
    }
}
