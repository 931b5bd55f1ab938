package io.crossdock.backbone;

/** What every part can: start, and end for good. */
interface BackbonePart {

    /** Returns once the part answers. */
    void start();

    /** Ends the part as fast as it can be done; its data is not needed any more. Harmless when it does not run. */
    void discard();
}
