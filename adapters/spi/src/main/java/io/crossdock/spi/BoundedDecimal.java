package io.crossdock.spi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/** Refuses a decimal such as {@code 1E+999999999}: twelve characters, and a gigabyte once it is added to another. */
final class BoundedDecimal extends StdDeserializer<BigDecimal> {

    private static final int GREATEST_SCALE = 100;

    BoundedDecimal() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        BigDecimal value = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
        if (value != null && Math.abs((long) value.scale()) > GREATEST_SCALE) {
            return (BigDecimal) context.handleWeirdNumberValue(BigDecimal.class, value, "exponent out of range");
        }
        return value;
    }
}
