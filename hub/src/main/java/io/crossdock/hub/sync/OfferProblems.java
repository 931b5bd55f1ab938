package io.crossdock.hub.sync;

/** Is told of offers that a channel refused for good; an optional bean in Camel's registry. */
@FunctionalInterface
public interface OfferProblems {

    /** Called by the channel's own thread: must not block. */
    void report(OfferProblem problem);
}
