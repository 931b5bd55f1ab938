package io.crossdock.hub.drop.split;

import io.xlate.edi.stream.EDIStreamConstants.Delimiters;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Follows a reader through interchanges and groups, and hands on each message with the envelope that it came in. */
final class EdiEnvelope {

    private final EdiStandard standard;
    private final EdiElement key;
    private final Content content;
    private final Piece.Sink sink;

    private long position;
    private long segment;
    private String tag = "";
    private long segmentStart;
    private long segmentEnd;

    private long interchangeStart;
    private byte[] interchange = new byte[0];
    private String interchangeReference = "";
    private byte[] group;
    private String groupReference = "";
    private long messageStart;
    private String messageType = "";
    private String messageKey = "";

    EdiEnvelope(EdiStandard standard, EdiElement key, Content content, Piece.Sink sink) {
        this.standard = standard;
        this.key = key;
        this.content = content;
        this.sink = sink;
    }

    /** The segment that was reached, counted from 1 through the whole file. */
    String place() {
        return segment == 0 ? "" : "segment " + segment + " (" + tag + ")";
    }

    void read(EDIStreamReader reader, EDIStreamEvent event) throws Exception {
        Location location = reader.getLocation();
        switch (event) {
            case START_INTERCHANGE -> {
                requireStandard(reader);
                interchangeStart = segmentEnd;
                group = null;
            }
            case START_GROUP -> groupReference = "";
            case END_GROUP -> group = null;
            case START_TRANSACTION -> {
                if (reader.getControlSchema() == null) {
                    throw Unsound.at(standard.word(), place(), "is of a version whose counts cannot be checked");
                }
                messageStart = segmentEnd;
                messageType = "";
                messageKey = "";
            }
            case START_SEGMENT -> {
                segment++;
                tag = location.getSegmentTag();
                segmentStart = segmentEnd;
            }
            case ELEMENT_DATA -> element(location, reader.getText());
            case END_SEGMENT -> {
                segmentEnd = location.getCharacterOffset();
                if (tag.equals(standard.interchange)) {
                    interchange = withoutBlanksBefore(content.slice(interchangeStart, segmentEnd));
                } else if (tag.equals(standard.group)) {
                    group = content.slice(segmentStart, segmentEnd);
                }
            }
            case END_TRANSACTION -> sink.take(message(reader.getDelimiters()));
            default -> {
                // loops, composites and errors begin and end nothing here
            }
        }
    }

    /** Between two interchanges of a file there may be line breaks, before the first byte of one there may not. */
    private static byte[] withoutBlanksBefore(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && bytes[from] <= ' ') {
            from++;
        }
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private void requireStandard(EDIStreamReader reader) {
        if (!standard.name().equals(reader.getStandard())) {
            throw Unsound.at(standard.word(), place(), "is of another standard");
        }
    }

    private void element(Location location, String text) {
        int element = location.getElementPosition();
        boolean isFirst = location.getComponentPosition() <= 1;
        if (tag.equals(standard.interchange) && element == standard.interchangeReference && isFirst) {
            interchangeReference = text;
        } else if (tag.equals(standard.group) && element == standard.groupReference && isFirst) {
            groupReference = text;
        } else if (tag.equals(standard.message) && element == standard.messageType && isFirst) {
            messageType = text;
        }
        if (key != null && messageKey.isEmpty() && key.isAt(location)) {
            messageKey = text;
        }
    }

    private Piece message(Map<String, Character> delimiters) throws Exception {
        long end = segmentEnd;
        if (end - messageStart > Piece.MOST_BYTES) {
            throw Unsound.tooLong(standard.word(), place());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(interchange);
        if (group != null) {
            body.writeBytes(group);
        }
        body.writeBytes(content.slice(messageStart, end));
        if (group != null) {
            body.writeBytes(trailer(standard.groupEnd, groupReference, delimiters));
        }
        body.writeBytes(trailer(standard.interchangeEnd, interchangeReference, delimiters));
        return new Piece(
                ++position,
                messageKey.strip(),
                messageType,
                Unsound.notTooLong(standard.word(), place(), body.toByteArray()));
    }

    /**
     * Such as {@code IEA*1*000000905~}: one thing within, under the reference of the header. The reader takes no released
     * character in a trailer, so there is none to write.
     */
    private static byte[] trailer(String tag, String reference, Map<String, Character> delimiters) {
        char separator = delimiters.get(Delimiters.DATA_ELEMENT);
        char terminator = delimiters.get(Delimiters.SEGMENT);
        return (tag + separator + '1' + separator + reference + terminator).getBytes(StandardCharsets.ISO_8859_1);
    }
}
