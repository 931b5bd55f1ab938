package io.crossdock.erp.strangler;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.DifferenceKind;
import io.crossdock.canonical.FieldDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a comparison found: all of it counted, the first of it named. */
public final class Differences {

    static final int NAMED = 100;
    private static final int LONGEST_POINTER = 500;
    private static final int LONGEST_VALUE = 200;

    /** A member's name may be data, such as a buyer's address: what does not look like a name is not told. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final List<FieldDifference> named = new ArrayList<>();
    private long count;

    public long count() {
        return count;
    }

    /** The first 100. */
    public List<FieldDifference> named() {
        return List.copyOf(named);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    void failed(DifferenceKind kind, String failure) {
        add(new FieldDifference("", kind, failure, null, null));
    }

    void add(List<String> path, DifferenceKind kind, FieldRule rule, JsonNode legacy, JsonNode modern) {
        add(new FieldDifference(pointer(path), kind, null, shown(rule, legacy), shown(rule, modern)));
    }

    private void add(FieldDifference difference) {
        count++;
        if (named.size() < NAMED) {
            named.add(difference);
        }
    }

    private static String shown(FieldRule rule, JsonNode value) {
        if (!rule.shown() || value == null || !value.isValueNode()) {
            return null;
        }
        String text = value.asText();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
    }

    private static String pointer(List<String> path) {
        StringBuilder pointer = new StringBuilder();
        for (String step : path) {
            pointer.append('/').append(NAME.matcher(step).matches() ? step : "?");
        }
        return pointer.length() <= LONGEST_POINTER ? pointer.toString() : pointer.substring(0, LONGEST_POINTER);
    }
}
