package io.crossdock.hub.http;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** What we set goes out, without Camel's own; of an answer only what is read comes in. */
final class OnlyOurHeaders implements HeaderFilterStrategy {

    static final String RETRY_AFTER = "Retry-After";
    static final String LINK = "Link";

    /** The client writes these itself, from the body. */
    private static final Set<String> FROM_BODY = ignoringCase("content-type", "content-length", "transfer-encoding");

    private static final Set<String> READ = ignoringCase("content-type", RETRY_AFTER, LINK);

    private static Set<String> ignoringCase(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return FROM_BODY.contains(name) || name.regionMatches(true, 0, "Camel", 0, 5);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !READ.contains(name);
    }
}
