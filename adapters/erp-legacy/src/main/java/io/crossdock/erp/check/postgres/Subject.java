package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.Finding;
import java.sql.SQLException;
import java.util.List;

/** One part of what a database must be like. */
@FunctionalInterface
interface Subject {

    List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) throws SQLException;
}
