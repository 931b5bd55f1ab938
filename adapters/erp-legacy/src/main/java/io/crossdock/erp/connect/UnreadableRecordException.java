package io.crossdock.erp.connect;

/** A record that no Debezium connector writes with the JSON converter, or whose settings leave out what is needed. */
public class UnreadableRecordException extends RuntimeException {

    public UnreadableRecordException(String what) {
        super(what);
    }
}
