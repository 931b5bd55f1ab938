package io.crossdock.erp.check.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.Finding.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BinlogSettingsTest {

    private static final Map<String, String> GOOD = Map.of(
            "log_bin", "ON",
            "binlog_format", "ROW",
            "binlog_row_image", "FULL",
            "server_id", "1",
            "binlog_expire_logs_seconds", "864000");

    @Test
    void a_server_that_is_made_ready_is_all_right() {
        assertThat(with(Map.of())).extracting(Finding::state).containsOnly(State.OK);
    }

    @Test
    void a_binlog_that_is_not_written_or_tells_no_whole_rows_is_told() {
        // when
        List<Finding> findings =
                with(Map.of("log_bin", "OFF", "binlog_format", "MIXED", "binlog_row_image", "MINIMAL"));
        // then
        assertThat(findings.stream().filter(finding -> finding.state() == State.FAIL))
                .extracting(Finding::check)
                .containsExactly("log_bin", "binlog_format", "binlog_row_image");
        assertThat(findings.stream().flatMap(finding -> finding.sql().stream()))
                .contains("set global binlog_format = 'ROW';", "set global binlog_row_image = 'FULL';");
    }

    @Test
    void a_number_that_the_server_has_itself_and_a_binlog_that_is_soon_gone_are_told() {
        // when
        List<Finding> findings = with(Map.of("server_id", "7001", "binlog_expire_logs_seconds", "86400"));
        // then
        assertThat(findings.stream().filter(finding -> finding.state() != State.OK))
                .extracting(finding -> finding.state() + " " + finding.check() + ": " + finding.found())
                .containsExactly(
                        "FAIL server_id: 7001: the server's own, and the mapping file's as well",
                        "WARN binlog kept: 1.0 days: if Crossdock is off for longer, all tables are read anew");
    }

    private static List<Finding> with(Map<String, String> other) {
        Map<String, String> settings = new TreeMap<>(GOOD);
        settings.putAll(other);
        return BinlogSettings.findings(settings, 7001);
    }
}
