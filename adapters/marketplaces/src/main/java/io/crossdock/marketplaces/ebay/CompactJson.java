package io.crossdock.marketplaces.ebay;

import java.io.ByteArrayOutputStream;

/** What eBay signs: the message without blanks between its tokens, members in their order, everything else as it is. */
final class CompactJson {

    private CompactJson() {}

    /** Looks at bytes only, so that what is no JSON passes through, and a body that is compact stays as it came. */
    static byte[] of(byte[] json) {
        ByteArrayOutputStream compact = new ByteArrayOutputStream(json.length);
        boolean isInText = false;
        boolean isEscaped = false;
        for (byte b : json) {
            boolean isBlank = b == ' ' || b == '\t' || b == '\n' || b == '\r';
            if (isInText || !isBlank) {
                compact.write(b);
            }
            if (isEscaped) {
                isEscaped = false;
            } else if (b == '"') {
                isInText = !isInText;
            } else {
                isEscaped = isInText && b == '\\';
            }
        }
        return compact.toByteArray();
    }
}
