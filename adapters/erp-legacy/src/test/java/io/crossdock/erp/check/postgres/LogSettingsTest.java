package io.crossdock.erp.check.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.erp.DatabaseType;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.Finding.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogSettingsTest {

    private static final ErpDatabase DATABASE =
            new ErpDatabase(DatabaseType.POSTGRESQL, "db", 5432, "erp", "Cross\"dock", "secret", "slot", "publication");
    private static final Map<String, String> GOOD = Map.of(
            "wal_level", "logical",
            "max_replication_slots", "4",
            "max_wal_senders", "4",
            "max_slot_wal_keep_size", "10240",
            "wal_sender_timeout", "60000");

    @Test
    void a_server_that_is_made_ready_is_all_right() {
        assertThat(with(Map.of(), 3, 3)).extracting(Finding::state).containsOnly(State.OK);
    }

    @Test
    void a_log_that_cannot_be_decoded_and_no_room_for_one_more_reader_are_told_with_what_to_run() {
        // when
        List<Finding> findings = with(Map.of("wal_level", "replica"), 4, 4);
        // then
        assertThat(findings.stream().filter(finding -> finding.state() == State.FAIL))
                .extracting(Finding::check)
                .containsExactly("wal_level", "max_replication_slots", "max_wal_senders");
        assertThat(sql(findings))
                .containsExactly(
                        "alter system set wal_level = 'logical';",
                        "-- wal_level is taken over by a restart of the server.",
                        "alter system set max_replication_slots = 5;",
                        "-- max_replication_slots is taken over by a restart of the server.",
                        "alter system set max_wal_senders = 5;",
                        "-- max_wal_senders is taken over by a restart of the server.");
    }

    @Test
    void a_disk_that_may_fill_and_timeouts_that_cut_connections_are_warned_of() {
        // when
        List<Finding> findings = with(
                Map.of(
                        "max_slot_wal_keep_size", "-1",
                        "wal_sender_timeout", "5000",
                        "idle_session_timeout", "60000",
                        "statement_timeout", "1000",
                        "idle_replication_slot_timeout", "3600"),
                0,
                0);
        // then
        assertThat(findings.stream().filter(finding -> finding.state() == State.WARN))
                .extracting(Finding::check)
                .containsExactly(
                        "max_slot_wal_keep_size",
                        "wal_sender_timeout",
                        "statement_timeout",
                        "idle_session_timeout",
                        "idle_replication_slot_timeout");
        assertThat(sql(findings)).contains("alter role \"Cross\"\"dock\" set idle_session_timeout = 0;");
    }

    @Test
    void a_server_before_13_has_no_limit_to_set() {
        // given
        Map<String, String> settings = new TreeMap<>(GOOD);
        settings.remove("max_slot_wal_keep_size");
        // when
        List<Finding> findings = LogSettings.findings(DATABASE, settings, 0, 0);
        // then
        assertThat(findings).anyMatch(finding -> finding.state() == State.WARN);
        assertThat(sql(findings)).isEmpty();
    }

    private static List<Finding> with(Map<String, String> other, long slots, long senders) {
        Map<String, String> settings = new TreeMap<>(GOOD);
        settings.putAll(other);
        return LogSettings.findings(DATABASE, settings, slots, senders);
    }

    private static Stream<String> sql(List<Finding> findings) {
        return findings.stream().flatMap(finding -> finding.sql().stream());
    }
}
