package io.crossdock.hub.cli;

import java.util.concurrent.Callable;

/** A picocli command of another module, named in {@code META-INF/services}. */
public interface ExtraCommand extends Callable<Integer> {}
