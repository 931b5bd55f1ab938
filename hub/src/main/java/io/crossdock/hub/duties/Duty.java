package io.crossdock.hub.duties;

/**
 * Something that only one process may do at a time.
 *
 * @param name such as {@code erp:legacy}; decides which partition of the duties topic it belongs to
 * @param take begins it; called again later when it throws
 * @param leave ends it and returns only once it has ended
 */
public record Duty(String name, Runnable take, Runnable leave) {}
