package io.crossdock.hub.cli;

/** A picocli command of another module, named in {@code META-INF/services}. */
public interface ExtraCommand extends java.util.concurrent.Callable<Integer> {}
