package io.crossdock.hub.drop.split;

/** The words of the two standards for the same things. */
enum EdiStandard {
    /** ANSI ASC X12.5 and X12.6. */
    X12("x12", "application/edi-x12", "ISA", 13, "GS", 6, "GE", "IEA", "ST", 1),
    /** ISO 9735, syntax versions 1 to 4. */
    EDIFACT("edifact", "application/edifact", "UNB", 5, "UNG", 5, "UNE", "UNZ", "UNH", 2);

    private final String word;
    private final String contentType;
    final String interchange;
    final int interchangeReference;
    final String group;
    final int groupReference;
    final String groupEnd;
    final String interchangeEnd;
    final String message;
    final int messageType;

    EdiStandard(
            String word,
            String contentType,
            String interchange,
            int interchangeReference,
            String group,
            int groupReference,
            String groupEnd,
            String interchangeEnd,
            String message,
            int messageType) {
        this.word = word;
        this.contentType = contentType;
        this.interchange = interchange;
        this.interchangeReference = interchangeReference;
        this.group = group;
        this.groupReference = groupReference;
        this.groupEnd = groupEnd;
        this.interchangeEnd = interchangeEnd;
        this.message = message;
        this.messageType = messageType;
    }

    String word() {
        return word;
    }

    /** RFC 1767. */
    String contentType() {
        return contentType;
    }
}
