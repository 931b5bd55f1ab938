package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.SampleMapping;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of their own: each takes over from itself, or is set back, while a capture runs. */
class LogBeginsAnewTest {

    private static final String NAME = "anew";
    private static final Map<String, String> LOCATIONS = Map.of("H1", "hamburg", "L1", "lyon");

    @TempDir
    Path folder;

    private final Backbone backbone = Backbone.start(Part.POSTGRES);
    private final PostgresServer postgres = backbone.postgres();
    private String url;
    private LegacyErp erp;
    private Capturing capturing;

    @BeforeEach
    void a_capture_of_an_erp() throws SQLException {
        url = postgres.createDatabase(NAME) + "?user=" + postgres.user() + "&password=" + postgres.password();
        erp = LegacyErp.create(url);
        erp.fill(20, List.of("H1", "L1"), 4711);
        erp.admitCrossdock(NAME, "only for tests");
        ErpConfig config = SampleMapping.read(postgres.host(), postgres.port(), NAME, NAME, NAME, "only for tests");
        capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets"))).awaitUp();
    }

    @AfterEach
    void everything_ends() {
        capturing.close();
        backbone.close();
    }

    @Test
    void a_standby_that_takes_over_raises_the_epoch_and_nothing_is_read_anew() throws SQLException {
        // given
        erp.setLevel("A-00001", "H1", BigDecimal.valueOf(11));
        eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));
        int before = capturing.events.size();

        // when
        postgres.failOver();
        erp = LegacyErp.open(url);
        erp.setLevel("A-00001", "H1", BigDecimal.valueOf(12));

        // then
        eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));
        List<CanonicalEvent> since = capturing.events.subList(before, capturing.events.size());
        assertThat(since.get(since.size() - 1).sequence().value()).startsWith("000002-");
        assertThat(since).hasSizeLessThan(10);
    }

    @Test
    void a_database_that_was_set_back_is_told_and_read_anew_when_somebody_says_so() throws SQLException {
        // given
        erp.setLevel("A-00001", "H1", BigDecimal.valueOf(11));
        postgres.save();
        erp = LegacyErp.open(url);
        sql("select pg_switch_wal()");
        erp.setLevel("A-00001", "H1", BigDecimal.valueOf(12));
        eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));

        // when
        postgres.setBack();
        erp = LegacyErp.open(url);

        // then
        eventually(() -> assertThat(capturing.capture.state().reason())
                .startsWith("the log ends before the last change handled: the database was set back")
                .endsWith("'./crossdock erp resync --erp FILE --all' reads all of its tables anew"));
        assertThat(capturing.levels()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(12));

        // when
        eventually(() -> {
            capturing.capture.readAnew("request-1");
            assertThat(capturing.capture.hasReadAnew("request-1")).isTrue();
        });

        // then
        assertThat(capturing.levels()).isEqualTo(truth()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(11));
        erp.setLevel("A-00001", "H1", BigDecimal.valueOf(13));
        eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));
    }

    @Test
    void a_slot_that_was_dropped_is_a_gap_and_read_anew_when_somebody_says_so() throws SQLException {
        // given
        sql("alter role " + NAME + " nologin");
        eventually(() -> {
            sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + NAME + "'");
            sql("select pg_drop_replication_slot('" + NAME + "')");
        });
        erp.setLevel("A-00001", "H1", BigDecimal.valueOf(14));

        // when
        sql("alter role " + NAME + " login");

        // then
        eventually(() -> assertThat(capturing.capture.state().reason())
                .startsWith("replication slot '" + NAME + "' is gone: changes since the last one handled are lost"));

        // when
        eventually(() -> {
            capturing.capture.readAnew("request-2");
            assertThat(capturing.capture.hasReadAnew("request-2")).isTrue();
        });

        // then
        assertThat(capturing.levels()).isEqualTo(truth());
        assertThat(capturing.events.get(capturing.events.size() - 1).sequence().value())
                .startsWith("000002-");
    }

    private Map<String, BigDecimal> truth() throws SQLException {
        Map<String, BigDecimal> levels = new TreeMap<>();
        erp.levels()
                .forEach((sku, byWarehouse) -> byWarehouse.forEach((warehouse, level) -> levels.put(
                        sku + " " + LOCATIONS.get(warehouse),
                        new BigDecimal(level.stripTrailingZeros().toPlainString()))));
        return levels;
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = postgres.connect(NAME);
                Statement executing = connection.createStatement()) {
            executing.execute(statement);
        }
    }
}
