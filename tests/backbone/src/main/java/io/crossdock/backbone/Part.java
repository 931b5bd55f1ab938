package io.crossdock.backbone;

import java.util.Locale;

/** A part of the backbone that can be started on its own. */
public enum Part {
    /** One broker that is its own controller, in a JVM of its own. */
    KAFKA,
    /** PostgreSQL 17 with logical decoding and every write flushed, as an ERP's database would have it. */
    POSTGRES,
    /** ElasticMQ, in the calling JVM. */
    SQS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
