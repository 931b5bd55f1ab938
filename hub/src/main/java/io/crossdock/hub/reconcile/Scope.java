package io.crossdock.hub.reconcile;

/** Which orders are missed. */
public enum Scope {
    /** All that the journal lacks. */
    ALL,

    /**
     * Those that are open, and changes of known ones. An order that was delivered before anybody listened is in the ERP's
     * levels already: taken in now, it would reserve pieces that nothing ever gives back.
     */
    OPEN
}
