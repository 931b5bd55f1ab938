package io.crossdock.erp.documents;

/**
 * A key of the mapping file.
 *
 * @param form what is written there
 * @param otherwise what it is where it is left out; {@code must be there} where it may not be
 */
record Key(String name, String form, String otherwise, String says) {

    static final String MUST = "must be there";

    static Key must(String name, String form, String says) {
        return new Key(name, form, MUST, says);
    }

    static Key may(String name, String form, String otherwise, String says) {
        return new Key(name, form, otherwise, says);
    }

    boolean mustBeThere() {
        return otherwise.equals(MUST);
    }
}
