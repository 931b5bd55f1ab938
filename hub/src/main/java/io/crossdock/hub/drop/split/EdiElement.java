package io.crossdock.hub.drop.split;

import io.xlate.edi.stream.Location;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a message, as implementation guides write it: {@code BEG03}, {@code BGM02}, {@code RFF01-2}.
 *
 * @param component from 1; 0 where the element is not taken apart
 */
record EdiElement(String segment, int element, int component) {

    private static final Pattern FORM = Pattern.compile("([A-Z][A-Z0-9]{1,2})(\\d\\d)(?:-(\\d{1,2}))?");

    /** @throws IllegalArgumentException for anything else */
    static EdiElement parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("must be a segment and an element such as BEG03, BGM02 or RFF01-2");
        }
        return new EdiElement(
                form.group(1),
                Integer.parseInt(form.group(2)),
                form.group(3) == null ? 0 : Integer.parseInt(form.group(3)));
    }

    /** An element that is not taken apart is its first component where a sender sends several. */
    boolean isAt(Location location) {
        return segment.equals(location.getSegmentTag())
                && element == location.getElementPosition()
                && Math.max(1, component) == Math.max(1, location.getComponentPosition());
    }
}
