package io.crossdock.erp.check.postgres;

import io.crossdock.erp.BareErp;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.Finding.State;
import java.io.IOException;
import java.util.List;

/** Reports, less what is set for the whole server that tests share. */
final class Checking {

    private Checking() {}

    static CheckReport check(BareErp erp, String sections) throws IOException {
        ErpConfig config = erp.config(sections);
        return ErpCheck.forDatabase(config).of(config);
    }

    /** What is not all right, as {@code FAIL check: found}. */
    static List<String> troubles(CheckReport report) {
        return report.findings().stream()
                .filter(finding -> finding.state() != State.OK)
                .filter(finding -> !finding.check().equals("max_slot_wal_keep_size"))
                .map(finding -> finding.state() + " " + finding.check() + ": " + finding.found())
                .toList();
    }

    /** What the administrator is told to run. */
    static List<String> sql(CheckReport report) {
        return report.findings().stream()
                .filter(finding -> !finding.check().equals("max_slot_wal_keep_size"))
                .map(Finding::sql)
                .flatMap(List::stream)
                .toList();
    }
}
