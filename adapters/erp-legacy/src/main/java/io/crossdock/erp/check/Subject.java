package io.crossdock.erp.check;

import io.crossdock.erp.ErpConfig;
import java.sql.SQLException;
import java.util.List;

/**
 * One part of what a database must be like.
 *
 * @param <C> what is known of the database already
 */
@FunctionalInterface
public interface Subject<C> {

    List<Finding> look(ErpConfig config, C catalog, ReadOnlySession session) throws SQLException;
}
