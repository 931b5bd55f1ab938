package io.crossdock.hub.drop;

import com.fasterxml.jackson.core.JsonPointer;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.channel.Checkable;
import io.crossdock.hub.drop.split.Piece;
import io.crossdock.hub.drop.split.Split;
import io.crossdock.hub.drop.split.Splits;
import io.crossdock.hub.ingest.InboundParts;
import io.crossdock.spi.InboundRecord;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a file becomes inbound records; a bean of the Kamelets {@code file-source} and {@code sftp-source}. */
public class FileIntake implements Checkable {

    private static final String WITHOUT = "";

    private final Clock clock = Clock.systemUTC();
    private final Map<String, String> said = new LinkedHashMap<>();

    Split split() {
        return split(said);
    }

    /**
     * @param checksum of the whole file
     * @param contentType of its records
     */
    InboundRecord record(String name, String checksum, String contentType, Piece piece) {
        String id = fileId(name, checksum) + ":" + piece.position();
        String key = first(piece.key(), InboundParts.at(of(said, "keyPointer"), piece.body()), id);
        return new InboundRecord(
                new ChannelId(of(said, "channel")),
                id,
                first(of(said, "kind"), piece.kind(), InboundParts.at(of(said, "kindPointer"), piece.body())),
                key,
                contentType,
                piece.body(),
                clock.instant(),
                InboundParts.traceparent());
    }

    /** The same for the same name with the same bytes, however often and by whomever it is read. */
    private static String fileId(String name, String checksum) {
        String readable = InboundParts.tame(name);
        return (readable.length() > 100 ? readable.substring(0, 100) : readable)
                + ":"
                + InboundParts.digest((checksum + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return InboundParts.tame(text);
            }
        }
        return WITHOUT;
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        for (String pointer : new String[] {"arrayPointer", "keyPointer", "kindPointer"}) {
            try {
                JsonPointer.compile(of(settings, pointer));
            } catch (IllegalArgumentException e) {
                mistakes.put(pointer, "is no JSON pointer such as /order/id");
            }
        }
        if (mistakes.isEmpty()) {
            try {
                split(settings);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                mistakes.put("charset", "is no charset such as UTF-8 or ISO-8859-1");
            } catch (IllegalArgumentException e) {
                mistakes.put(of(settings, "keyElement").isEmpty() ? "split" : "keyElement", e.getMessage());
            }
        }
        return mistakes;
    }

    private static Split split(Map<String, String> settings) {
        return Splits.of(new Splits.Form(
                settings.getOrDefault("split", "none"),
                settings.getOrDefault("contentType", "application/octet-stream"),
                settings.getOrDefault("charset", "UTF-8"),
                settings.getOrDefault("delimiter", "comma"),
                of(settings, "arrayPointer"),
                of(settings, "keyPointer"),
                of(settings, "keyElement")));
    }

    private static String of(Map<String, String> settings, String name) {
        return settings.getOrDefault(name, WITHOUT);
    }

    public void setChannel(String channel) {
        say("channel", channel);
    }

    /** {@code none}, {@code lines}, {@code csv}, {@code json}, {@code x12} or {@code edifact}. */
    public void setSplit(String split) {
        say("split", split);
    }

    /** Of a file that is one record. */
    public void setContentType(String contentType) {
        say("contentType", contentType);
    }

    /** Of CSV. */
    public void setCharset(String charset) {
        say("charset", charset);
    }

    /** Of CSV: {@code comma}, {@code semicolon}, {@code tab} or {@code pipe}. */
    public void setDelimiter(String delimiter) {
        say("delimiter", delimiter);
    }

    /** To the array within JSON whose objects are the records. */
    public void setArrayPointer(String arrayPointer) {
        say("arrayPointer", arrayPointer);
    }

    /** To a record's natural key; a row of CSV is an object by its columns. */
    public void setKeyPointer(String keyPointer) {
        say("keyPointer", keyPointer);
    }

    /** Where the natural key of an EDI message stands, such as {@code BEG03}. */
    public void setKeyElement(String keyElement) {
        say("keyElement", keyElement);
    }

    /** What sort of records these are, where they do not say. */
    public void setKind(String kind) {
        say("kind", kind);
    }

    /** To what sort of record it is. */
    public void setKindPointer(String kindPointer) {
        say("kindPointer", kindPointer);
    }

    private void say(String name, String value) {
        if (value != null) {
            said.put(name, value);
        }
    }
}
