package io.crossdock.erp.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Read-only questions to the ERP's database. */
@FunctionalInterface
public interface Queries {

    /**
     * @param sql one SELECT with one {@code ?} for the keys, as the database wants it
     * @param keys each once
     * @param transactions which the answer must show: a transaction is in the log a moment before others see it
     * @return rows by column name in lower case
     * @throws io.crossdock.spi.Failure {@code UNAVAILABLE} when the database does not answer, {@code REJECTED} when it
     *     refuses the SQL
     */
    List<Map<String, Object>> rows(String sql, Collection<String> keys, Set<Long> transactions);
}
