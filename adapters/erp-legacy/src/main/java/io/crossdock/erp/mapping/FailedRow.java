package io.crossdock.erp.mapping;

import io.crossdock.canonical.Sequence;
import io.crossdock.erp.Section;
import io.crossdock.spi.Failure;
import java.util.List;
import java.util.Map;

/**
 * What could not be mapped, whole, for the dead letters.
 *
 * @param key of the item or order; may be empty
 * @param rows the changed row, or all rows that the query gave for the key
 */
public record FailedRow(
        Section section, String key, List<Map<String, Object>> rows, Sequence sequence, Failure failure) {

    /** Shows no column. */
    @Override
    public String toString() {
        return "FailedRow[" + section.label() + " " + key + ", " + failure.getMessage() + "]";
    }
}
