package io.crossdock.hub.availability;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The compact stored form of our own records: an octet that says how it is written, then the members (docs/adr/0037). It
 * outlives a release: what was stored as JSON before is still read.
 */
final class StateSerde {

    /** A changed form is a higher number; readers keep reading the lower ones. */
    private static final int FORM = 3;

    /** What JSON of a record begins with. */
    private static final byte JSON = '{';

    private StateSerde() {}

    static <T> Serde<T> of(Class<T> type, BiConsumer<T, StateWriter> write, Function<StateReader, T> read) {
        Deserializer<T> json = StateJson.serde(type).deserializer();
        return Serdes.serdeFrom((topic, value) -> value == null ? null : written(write, value), (topic, stored) -> {
            if (stored == null) {
                return null;
            }
            return isJson(stored) ? json.deserialize(topic, stored) : read(type, read, stored);
        });
    }

    /** Whether an earlier release wrote it. */
    static boolean isJson(byte[] stored) {
        return stored.length > 0 && stored[0] == JSON;
    }

    private static <T> byte[] written(BiConsumer<T, StateWriter> write, T value) {
        StateWriter out = new StateWriter().octet(FORM);
        write.accept(value, out);
        return out.written();
    }

    private static <T> T read(Class<T> type, Function<StateReader, T> read, byte[] stored) {
        try {
            StateReader in = new StateReader(stored);
            if (in.form() < 1 || in.form() > FORM) {
                throw new SerializationException(type.getSimpleName() + " is stored in form " + in.form()
                        + ", which this release does not know");
            }
            return read.apply(in);
        } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
            throw new SerializationException(type.getSimpleName() + " is stored in pieces", e);
        }
    }
}
