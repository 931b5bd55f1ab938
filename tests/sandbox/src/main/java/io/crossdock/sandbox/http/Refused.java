package io.crossdock.sandbox.http;

import io.crossdock.sandbox.Ledger;

/** The system does not do what it was asked, says so in its own form, and the ledger knows why. */
public class Refused extends RuntimeException {

    private final Ledger.Reason reason;
    private final String key;
    private final transient Reply reply;

    /** @param key the SKU or id it is about; empty where it is about the whole request */
    public Refused(Ledger.Reason reason, String key, Reply reply) {
        super(reason + " " + key, null, false, false);
        this.reason = reason;
        this.key = key;
        this.reply = reply;
    }

    public Ledger.Reason reason() {
        return reason;
    }

    public String key() {
        return key;
    }

    public Reply reply() {
        return reply;
    }
}
