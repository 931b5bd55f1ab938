package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.ExpectedStock;
import io.crossdock.canonical.LocationId;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purchase orders of an ERP on PostgreSQL, from their commit to what can be sold of them. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
class ExpectedByErpTest {

    private static final Path SAMPLE = Path.of("../erp/legacy.erp.yaml");
    private static final List<LocationId> HAMBURG = List.of(new LocationId("hamburg"));
    private static final LocalDate SOON = LocalDate.now(ZoneOffset.UTC).plusDays(5);

    private static final String PURCHASES = """

            expected:
              query:
                keys: {public.bstpos: artnr}
                sql: |
                  select artnr as sku, lager as location, menge - gelief as quantity, ldat as expectedby,
                         'purchase order ' || bstnr as reference
                    from bstpos
                   where artnr = any(?)
                fields:
                  location: {codes: {H1: hamburg, L1: lyon}}
                  expectedBy: {timeZone: UTC}
            """;

    private final Backbone backbone;
    private TestErp erp;
    private TestHub hub;

    @TempDir
    private Path folder;

    ExpectedByErpTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void an_erp_with_purchase_orders() throws Exception {
        erp = new TestErp(backbone, "expected");
        erp.tables().setLevel("A-1", "H1", BigDecimal.valueOf(3));
        erp.sql(
                "create table bstpos (bstnr integer not null, posnr integer not null, artnr char(18) not null,"
                        + " lager char(4) not null, menge numeric(11,3) not null, gelief numeric(11,3) not null,"
                        + " ldat char(8) not null, primary key (bstnr, posnr))",
                "alter table bstpos replica identity full",
                "grant select on bstpos to \"" + erp.name() + "\"",
                "alter publication crossdock_legacy add table bstpos");
        erp.mapping(folder, Files.readString(SAMPLE) + PURCHASES);
        erp.environment().put("CROSSDOCK_STATE", folder.resolve("state").toString());
        hub = erp.hub(Role.ERP, Role.AVAILABILITY);
    }

    @AfterEach
    void everything_ends() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void a_purchase_order_is_told_moved_booked_in_by_parts_and_deleted_and_no_piece_counts_twice() throws Exception {
        // when
        erp.sql("insert into bstpos values (4711, 10, 'A-1', 'H1', 10, 0, '" + compact(SOON) + "')");
        // then
        shows("3", "10 by " + SOON.plusDays(1));
        assertThat(explained())
                .contains("expected 50% of 10 within 14d")
                .contains("3 -> 8")
                .contains("10 at hamburg by " + SOON.plusDays(1) + "T00:00:00Z (/erp/legacy, purchase order 4711)");
        // when
        erp.sql("update bstpos set ldat = '" + compact(SOON.plusDays(2)) + "' where bstnr = 4711");
        // then
        shows("3", "10 by " + SOON.plusDays(3));
        // when four of ten are booked in, and then more than was ordered
        bookIn(4);
        shows("7", "6 by " + SOON.plusDays(3));
        assertThat(told()).allSatisfy(told -> assertThat(most(told)).isLessThanOrEqualTo(BigDecimal.valueOf(13)));
        bookIn(8);
        shows("15");
        // when a line is entered that is deleted again
        erp.sql("insert into bstpos values (4712, 10, 'A-1', 'H1', 5, 0, '" + compact(SOON) + "')");
        shows("15", "5 by " + SOON.plusDays(1));
        erp.sql("delete from bstpos where bstnr = 4712");
        shows("15");
        // then
        assertThat(hub.events(hub.topics().deadLetters())).isEmpty();
    }

    /** Pieces that are there or expected. */
    private static BigDecimal most(AvailabilityChanged told) {
        return told.expected().stream().map(ExpectedStock::quantity).reduce(told.available(HAMBURG), BigDecimal::add);
    }

    /** Goods receipt: the purchase order's line and the level in one transaction, the level first. */
    private void bookIn(int pieces) throws SQLException {
        erp.sql(
                "begin",
                "update lagbst set bestd = bestd + " + pieces + " where artnr = 'A-1' and lager = 'H1'",
                "update bstpos set gelief = gelief + " + pieces + " where bstnr = 4711",
                "commit");
    }

    private void shows(String available, String... expected) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<AvailabilityChanged> told = told();
            assertThat(told).isNotEmpty();
            AvailabilityChanged newest = told.get(told.size() - 1);
            assertThat(newest.available(HAMBURG)).isEqualByComparingTo(available);
            assertThat(newest.expected().stream()
                            .map(each -> each.quantity().toPlainString() + " by "
                                    + LocalDate.ofInstant(each.expectedBy(), ZoneOffset.UTC)))
                    .containsExactly(expected);
        });
    }

    private List<AvailabilityChanged> told() {
        return hub.records(hub.topics().availability()).stream()
                .map(record -> EventJson.read(record.value(), AvailabilityChanged.class))
                .toList();
    }

    private String explained() throws Exception {
        Path channels = Files.createDirectories(folder.resolve("channels"));
        Files.writeString(channels.resolve("acme-eu.channel.yaml"), """
                channel: acme-eu
                system: acme
                currency: EUR
                locations: [hamburg]
                stock: {expected: {within: 14d, share: 50%}}
                """);
        Map<String, String> reading = new HashMap<>(erp.environment());
        reading.put("CROSSDOCK_KAMELETS", "src/test/resources/channels/kamelets");
        Told told = Told.by(reading, "explain", "A-1", "--channels", channels.toString());
        assertThat(told.err()).isEmpty();
        return String.join("\n", told.out());
    }

    private static String compact(LocalDate date) {
        return date.toString().replace("-", "");
    }
}
