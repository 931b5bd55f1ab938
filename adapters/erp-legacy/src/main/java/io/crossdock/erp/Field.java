package io.crossdock.erp;

import java.util.Map;

/**
 * How a field is read from a column. Blanks at both ends are padding and never kept.
 *
 * @param codes the ERP's codes and what they mean; empty where the value is taken as it is, otherwise a code that is
 *     not in it is a failure
 * @param scale digits after the point to round to, half up, for columns of type double; null to take a number as it is
 */
public record Field(String column, Map<String, String> codes, Integer scale) {

    public Field {
        codes = Map.copyOf(codes);
    }
}
