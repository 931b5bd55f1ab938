package io.crossdock.canonical;

/** How the answers of two sides differ at one place. */
public enum DifferenceKind {
    /** Both have a value there, and not the same. */
    VALUE,
    /** A number here is a text there, an object a list, and so on. */
    TYPE,
    /** Only the legacy side's answer has the member or element. */
    ONLY_LEGACY,
    /** Only the modern side's answer has the member or element. */
    ONLY_MODERN,
    /** The legacy side gave no answer and the modern one did. */
    LEGACY_FAILED,
    /** The modern side gave no answer and the legacy one did. */
    MODERN_FAILED,
    /** Neither gave an answer, each for another reason. */
    FAILED_OTHERWISE
}
