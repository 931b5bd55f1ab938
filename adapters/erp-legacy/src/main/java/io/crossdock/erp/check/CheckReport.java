package io.crossdock.erp.check;

import io.crossdock.erp.check.Finding.State;
import java.util.Comparator;
import java.util.List;

/** All that was looked at, in the order in which it is to be mended. */
public record CheckReport(List<Finding> findings) {

    public CheckReport {
        findings = List.copyOf(findings);
    }

    public State worst() {
        return findings.stream()
                .map(Finding::state)
                .max(Comparator.naturalOrder())
                .orElse(State.OK);
    }

    /** What the database's administrator runs, in this order; empty where nothing is to be done. */
    public List<String> sql() {
        return findings.stream().flatMap(finding -> finding.sql().stream()).toList();
    }
}
