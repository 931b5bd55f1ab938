package io.crossdock.erp.capture;

import java.util.OptionalLong;

/**
 * What the database keeps of its log until it was handled.
 *
 * @param bytes on its disk
 * @param left bytes that it can write until it takes away what it keeps; empty where it never does
 * @param isEndangered whether it is about to, or did
 */
public record LogBacklog(long bytes, OptionalLong left, boolean isEndangered) {}
