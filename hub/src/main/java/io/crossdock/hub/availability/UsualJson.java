package io.crossdock.hub.availability;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.Sku;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Reads the values of canonical data where they stand in JSON, by the rules of their types; what is null, of another
 * kind or against a rule is {@link Unusual}. Each method reads the current token.
 */
final class UsualJson implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private static final int MOST_SKU = 64;
    private static final int MOST_CHANNEL = 48;
    private static final int MOST_ORDER = 71;
    private static final int INTEGER_DIGITS = 12;
    private static final int FRACTION_DIGITS = 6;

    private final JsonParser in;

    /** What is not written as usual, or breaks a rule. */
    static final class Unusual extends Exception {
        private static final long serialVersionUID = 1;

        private Unusual() {
            super("unusual", null, false, false);
        }
    }

    /** Reads one value. */
    interface Value<T> {
        T read() throws IOException, Unusual;
    }

    UsualJson(byte[] json) throws IOException {
        in = JSON.createParser(json);
        in.nextToken();
    }

    /** The name of an object's first member, at whose value it is then; null where it has none. */
    String first() throws IOException, Unusual {
        must(in.currentToken() == JsonToken.START_OBJECT);
        return next();
    }

    /** The same of the next member; null at the object's end. */
    String next() throws IOException, Unusual {
        String name = in.nextFieldName();
        if (name == null) {
            must(in.currentToken() == JsonToken.END_OBJECT);
        } else {
            in.nextToken();
        }
        return name;
    }

    /** Passes over a value. */
    void pass() throws IOException {
        in.skipChildren();
    }

    /** Nothing may follow. */
    void end() throws IOException, Unusual {
        must(in.nextToken() == null);
    }

    <T> List<T> list(Value<T> each, int most) throws IOException, Unusual {
        must(in.currentToken() == JsonToken.START_ARRAY);
        List<T> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            must(values.size() < most);
            values.add(each.read());
        }
        return values;
    }

    Sku sku() throws IOException, Unusual {
        String text = text();
        Sku sku = new Sku(text);
        must(!text.isEmpty() && text.length() <= MOST_SKU && isAll(text, 0, UsualJson::isPlain) || sku.isWellFormed());
        return sku;
    }

    LocationId location() throws IOException, Unusual {
        LocationId location = new LocationId(text());
        must(location.isWellFormed());
        return location;
    }

    ChannelId channel() throws IOException, Unusual {
        String text = text();
        must(isChannel(text));
        return new ChannelId(text);
    }

    OrderId order() throws IOException, Unusual {
        String text = text();
        int colon = text.indexOf(':');
        must(colon > 0
                && text.length() > colon + 1
                && text.length() - colon - 1 <= MOST_ORDER
                && isChannel(text.substring(0, colon))
                && isAll(text, colon + 1, UsualJson::isPlain));
        return new OrderId(text);
    }

    BigDecimal quantity() throws IOException, Unusual {
        must(in.currentToken() == JsonToken.VALUE_NUMBER_INT || in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT);
        if (in.getNumberType() == JsonParser.NumberType.INT) {
            return BigDecimal.valueOf(in.getIntValue());
        }
        BigDecimal quantity = in.getDecimalValue();
        must(quantity.scale() <= FRACTION_DIGITS && (long) quantity.precision() - quantity.scale() <= INTEGER_DIGITS);
        return quantity;
    }

    long version() throws IOException, Unusual {
        must(in.currentToken() == JsonToken.VALUE_NUMBER_INT);
        long version = in.getLongValue();
        must(version >= 0);
        return version;
    }

    boolean flag() throws IOException, Unusual {
        must(in.currentToken().isBoolean());
        return in.getBooleanValue();
    }

    Instant time() throws IOException, Unusual {
        Instant time = UsualTime.of(text().getBytes(StandardCharsets.UTF_8));
        must(time != null);
        return time;
    }

    /** A text that is not blank. */
    String words(int most) throws IOException, Unusual {
        String text = text();
        must(text.length() <= most && !text.trim().isEmpty());
        return text;
    }

    String currency() throws IOException, Unusual {
        String text = text();
        must(text.length() == 3 && isAll(text, 0, each -> each >= 'A' && each <= 'Z'));
        return text;
    }

    String text() throws IOException, Unusual {
        must(in.currentToken() == JsonToken.VALUE_STRING);
        return in.getText();
    }

    static void must(boolean isUsual) throws Unusual {
        if (!isUsual) {
            throw new Unusual();
        }
    }

    /** A member's value, which is told for the first time. */
    static <T> T once(T before, T value) throws Unusual {
        must(before == null);
        return value;
    }

    /** A member's value, which has to be told. */
    static <T> T there(T value) throws Unusual {
        must(value != null);
        return value;
    }

    private static boolean isChannel(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_CHANNEL
                && isLetter(text.charAt(0))
                && isAll(text, 1, each -> isLetter(each) || (each >= '0' && each <= '9') || each == '-');
    }

    private static boolean isLetter(int each) {
        return each >= 'a' && each <= 'z';
    }

    private static boolean isPlain(int each) {
        return each > ' ' && each <= '~';
    }

    private static boolean isAll(String text, int from, IntPredicate form) {
        for (int i = from; i < text.length(); i++) {
            if (!form.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
