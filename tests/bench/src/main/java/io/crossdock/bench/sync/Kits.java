package io.crossdock.bench.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every other article, from the first on, as a kit of one piece of the article that follows it. */
final class Kits {

    private static final Pattern ITEMS = Pattern.compile("(?m)^items:\n(?: .*\n)+");

    private static final String KITS = """
            items:
              query:
                keys: {public.artst: artnr}
                sql: |
                  select a.artnr as sku, a.bez1 as title, a.wgr as category, a.stat as stat,
                         part.artnr as component, 1 as componentquantity
                    from artst a
                    left join artst part
                      on substr(a.artnr, 3)::int % 2 = 1
                     and part.artnr = 'A-' || lpad((substr(a.artnr, 3)::int + 1)::text, 5, '0')
                   where a.artnr = any(?)
                fields:
                  discontinued: {column: stat, codes: {1: false, 9: true}}
            """;

    private Kits() {}

    static boolean isKit(int article) {
        return article % 2 == 0;
    }

    static int part(int kit) {
        return kit + 1;
    }

    /** Has a mapping file of the sample ERP describe them so. */
    static void describe(Path mapping) throws IOException {
        Matcher items = ITEMS.matcher(Files.readString(mapping));
        if (!items.find()) {
            throw new IllegalStateException(mapping + " has no items to make kits of");
        }
        Files.writeString(mapping, items.replaceFirst(Matcher.quoteReplacement(KITS)));
    }
}
