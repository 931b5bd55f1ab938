package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in the environment, on the command line and in the ERP's mapping. */
class CheckProcessTest {

    @TempDir
    Path folder;

    private Invocation crossdock;

    @BeforeEach
    void allIsRight() {
        crossdock = new Invocation(folder);
    }

    @Test
    void a_variable_that_nobody_reads_is_told_before_somebody_relies_on_it() {
        crossdock.variable("CROSSDOCK_REPLICAS", "3");
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .singleElement()
                .asString()
                .startsWith("environment: CROSSDOCK_REPLICAS: unknown variable; allowed: CROSSDOCK_PREFIX, ")
                .contains(", CROSSDOCK_REPLICATION, ");
    }

    @Test
    void check_needs_what_run_needs() {
        told(
                crossdock.variable("CROSSDOCK_KAFKA_BROKERS", null),
                "environment: CROSSDOCK_KAFKA_BROKERS: is missing; allowed: host:port, several separated by commas");
    }

    @Test
    void low_replication_is_refused_unless_it_is_allowed() {
        crossdock.variable("CROSSDOCK_REPLICATION", "1");
        told(
                crossdock,
                "environment: CROSSDOCK_REPLICATION: replication 1 with min.insync.replicas 1 may lose what was"
                        + " accepted; allowed: replication >= 3 and CROSSDOCK_MIN_INSYNC >= 2, or"
                        + " CROSSDOCK_ALLOW_LOW_REPLICATION=true");
        told(
                again().variable("CROSSDOCK_MIN_INSYNC", "1"),
                "environment: CROSSDOCK_REPLICATION: replication 3 with min.insync.replicas 1 may lose what was"
                        + " accepted; allowed: replication >= 3 and CROSSDOCK_MIN_INSYNC >= 2, or"
                        + " CROSSDOCK_ALLOW_LOW_REPLICATION=true");
        Invocation allowed =
                again().variable("CROSSDOCK_REPLICATION", "1").variable("CROSSDOCK_ALLOW_LOW_REPLICATION", "true");
        assertThat(allowed.check()).isZero();
    }

    @Test
    void a_variable_of_another_type_or_out_of_range_is_told() {
        told(
                crossdock
                        .variable("CROSSDOCK_HTTP_PORT", "http")
                        .variable("CROSSDOCK_MANAGEMENT_PORT", "70000")
                        .variable("CROSSDOCK_MIN_INSYNC", "5")
                        .variable("CROSSDOCK_ALLOW_LOW_REPLICATION", "yes")
                        .variable("CROSSDOCK_PREFIX", "Cross Dock")
                        .variable("CROSSDOCK_SECRETS", "/nowhere"),
                "environment: CROSSDOCK_MIN_INSYNC: '5' in sync of 3 replicas would take no record at all; allowed: 1"
                        + " to 3",
                "environment: CROSSDOCK_ALLOW_LOW_REPLICATION: 'yes' is neither; allowed: true, false",
                "environment: CROSSDOCK_HTTP_PORT: 'http' is no number in range; allowed: 0 to 65535",
                "environment: CROSSDOCK_SECRETS: no such folder: /nowhere; allowed: an existing folder",
                "environment: CROSSDOCK_PREFIX: 'Cross Dock' is not a name; allowed: lower case letters, digits, dots"
                        + " and dashes, 31 at most",
                "environment: CROSSDOCK_MANAGEMENT_PORT: '70000' is no number in range; allowed: 0 to 65535");
    }

    @Test
    void a_mistake_in_the_environment_hides_none_in_the_files_and_invents_none() {
        told(
                crossdock
                        .file("secrets/acme/webhook", Invocation.SECRET + "\n")
                        .variable("CROSSDOCK_SECRETS", folder.resolve("secrets").toString())
                        .variable("CROSSDOCK_SECRET_ACME_WEBHOOK", null)
                        .variable("CROSSDOCK_PARTITIONS", "0")
                        .channelWith("currency: EUR", "currency: EUX"),
                "environment: CROSSDOCK_PARTITIONS: '0' is no number in range; allowed: 1 to 10000",
                "acme-eu.channel.yaml: currency: 'EUX' is no currency; allowed: an ISO 4217 code such as EUR");
    }

    @Test
    void a_folder_without_channel_files_and_one_that_is_not_there_are_told() {
        assertThat(crossdock.execute(
                        "check", "--channels", folder.resolve("kamelets").toString()))
                .isEqualTo(2);
        assertThat(crossdock.mistakes())
                .containsExactly("kamelets: holds no channel file; allowed: files named *.channel.yaml");
        Invocation nowhere = again();
        assertThat(nowhere.execute(
                        "check", "--channels", folder.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(nowhere.mistakes())
                .containsExactly("nowhere: no such folder; allowed: a folder with files named *.channel.yaml");
    }

    @Test
    void the_environment_may_name_the_channel_files_and_the_command_line_wins() {
        crossdock.variable("CROSSDOCK_CHANNELS", folder.toString());
        assertThat(crossdock.execute("check")).isZero();
        Invocation nowhere = again().variable("CROSSDOCK_CHANNELS", "/nowhere");
        assertThat(nowhere.check()).isZero();
        assertThat(nowhere.execute("check")).isEqualTo(2);
        assertThat(nowhere.mistakes())
                .containsExactly("/nowhere: no such folder; allowed: a folder with files named *.channel.yaml");
    }

    @Test
    void whoever_names_no_channel_files_is_told_both_ways_to_do_so() {
        for (String command : List.of("check", "run", "explain LAMP-1", "channel diff shop-1")) {
            Invocation bare = again();
            assertThat(bare.execute(command.split(" "))).isEqualTo(2);
            assertThat(bare.mistakes())
                    .containsExactly("command line: --channels: is missing, and CROSSDOCK_CHANNELS is not set; allowed:"
                            + " a folder of channel files (*.channel.yaml), or one of them");
        }
    }

    @Test
    void unknown_words_on_the_command_line_are_told_with_the_known_ones() {
        told(
                crossdock.arguments("--roles", "ingest,nomralize", "--only", "acme-us"),
                "command line: --roles: unknown role 'nomralize'; allowed: ingest, normalize, availability, sync, erp",
                "command line: --only: unknown channel 'acme-us'; allowed: acme-eu");
    }

    @Test
    void the_mistakes_of_the_erps_mapping_stand_beside_those_of_the_channels() {
        crossdock
                .file("old.erp.yaml", """
                erp: old
                epoch: 0
                database: {type: oracle, host: db, port: 5432, name: erp, user: u, password: "{{secret:gone}}", slot: s, publication: p}
                stock: {row: {table: public.l, sku: a, location: l, onHand: b}}
                """)
                .channelWith("currency: EUR", "currency: EUX")
                .arguments("--erp", folder.resolve("old.erp.yaml") + "");
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .containsExactly(
                        "acme-eu.channel.yaml: currency: 'EUX' is no currency; allowed: an ISO 4217 code such as EUR",
                        "old.erp.yaml:2: epoch: '0' is not allowed; allowed: a number from 1 to 999999",
                        "old.erp.yaml:3: database.type: 'oracle' is not supported; allowed: postgresql, mariadb",
                        "old.erp.yaml:3: database.password: cannot be resolved: nothing for {{secret:gone}}");
        Invocation nowhere = again().arguments("--erp", folder.resolve("no.erp.yaml") + "");
        assertThat(nowhere.check()).isEqualTo(2);
        assertThat(nowhere.mistakes()).singleElement().asString().startsWith("no.erp.yaml: cannot be read");
    }

    @Test
    void run_starts_nothing_when_something_is_wrong() {
        // given
        crossdock.channelWith("currency: EUR", "currency: EUX");
        Set<String> before = threads();
        // when
        int status = crossdock.execute("run", "--channels", folder.toString());
        // then
        assertThat(status).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .containsExactly("acme-eu.channel.yaml: currency: 'EUX' is no currency; allowed: an ISO 4217 code such"
                        + " as EUR");
        assertThat(threads()).isSubsetOf(before);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kafka-") || name.startsWith("Camel") || name.startsWith("vert.x"))
                .collect(Collectors.toSet());
    }

    private Invocation again() {
        return new Invocation(folder);
    }

    private static void told(Invocation invocation, String... lines) {
        assertThat(invocation.check()).isEqualTo(2);
        assertThat(invocation.mistakes()).containsExactly(lines);
    }
}
