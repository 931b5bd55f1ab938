package io.crossdock.hub.availability;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;

/** A reservation on the way between the two steps, with what it stems from: the internal record, keyed by SKU. */
record ToldReservation(Cause cause, Reservation reservation) {

    private static final Serde<ToldReservation> SERDE =
            StateSerde.of(ToldReservation.class, ToldReservation::write, ToldReservation::read);

    /** As an earlier release told it, with its cause in headers: such records may still be on the way. */
    private static final Deserializer<Reservation> JSON =
            StateJson.serde(Reservation.class).deserializer();

    static ToldReservation of(Record<byte[], byte[]> record) {
        return StateSerde.isJson(record.value())
                ? new ToldReservation(Cause.of(record.headers()), JSON.deserialize(null, record.value()))
                : SERDE.deserializer().deserialize(null, record.value());
    }

    Record<byte[], byte[]> record(long timestamp) {
        byte[] sku = reservation.sku().value().getBytes(StandardCharsets.UTF_8);
        return new Record<>(sku, SERDE.serializer().serialize(null, this), timestamp);
    }

    private void write(StateWriter out) {
        cause.write(out);
        reservation.write(out);
    }

    private static ToldReservation read(StateReader in) {
        return new ToldReservation(Cause.read(in), Reservation.read(in));
    }
}
