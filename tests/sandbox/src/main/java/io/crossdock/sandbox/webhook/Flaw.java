package io.crossdock.sandbox.webhook;

/** What is wrong with a delivery, on purpose. */
public enum Flaw {
    NONE,
    UNSIGNED,
    /** Signed with a secret that is not the one agreed on. */
    WRONGLY_SIGNED,
    /** Signed well, but an hour ago by its own headers; a replay. */
    STALE
}
