package io.crossdock.backbone;

import java.util.Locale;

/** A part of the backbone that can be started on its own. */
public enum Part {
    /** One broker that is its own controller, in a JVM of its own. */
    KAFKA,
    /** PostgreSQL 17 with logical decoding and every write flushed, as an ERP's database would have it. */
    POSTGRES,
    /** MariaDB 11.4 with a binlog of whole rows and every write flushed; its binaries must be on the class path. */
    MARIADB,
    /** ElasticMQ, in the calling JVM. */
    SQS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
