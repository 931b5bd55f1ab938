package io.crossdock.canonical;

/** Who answers for a capability that is moving out of the ERP. */
public enum SwitchMode {
    /** The ERP alone. */
    LEGACY,
    /** The ERP; the new side is asked beside it and compared. */
    SHADOW,
    /** The new side for a share of the keys, the ERP for the rest. */
    CANARY,
    /** The new side. */
    LIVE
}
