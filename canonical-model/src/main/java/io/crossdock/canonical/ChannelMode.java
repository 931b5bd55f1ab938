package io.crossdock.canonical;

/** Whether a channel is written to. */
public enum ChannelMode {
    /** Not yet: what would be written is only shown, until somebody approves. */
    OBSERVE,
    /** Yes. */
    LIVE,
    /** Not now: somebody holds it. */
    PAUSED
}
