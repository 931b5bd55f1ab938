package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What old databases hold is read alike from the tables, from the log and by queries. */
@OnBackbone(Part.MARIADB)
class MariaDbOddDataTest {

    private static final String MAPPING = """
            erp: odd
            database:
              {type: mariadb, host: "%s", port: %d, name: legacy, user: crossdock, password: only for tests, serverId: 7002}
            stock:
              row:
                table: legacy.lokbst
                sku: artnr
                location: {column: lok, codes: {H1: hamburg, L1: lyon}}
                onHand: bestd
            items:
              row:
                table: legacy.artikel
                sku: artnr
                title: bez
                category: {column: aktiv, codes: {0: asleep, 1: awake, 2: odd}}
                discontinued: {column: gesperrt, codes: {true: true, false: false}}
            prices:
              query:
                keys: {legacy.preise: artnr}
                sql: |
                  select p.artnr as sku, a.aktiv as list, preis as amount, a.gesperrt as currency
                    from preise p join artikel a on a.artnr = p.artnr
                   where p.artnr in (?) and von <= current_date and (bis = '0000-00-00' or bis > current_date)
                fields:
                  list: {codes: {0: asleep, 1: awake, 2: odd}}
                  currency: {codes: {true: USD, false: EUR}}
            """;

    @TempDir
    Path folder;

    private final Backbone backbone;

    MariaDbOddDataTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @Test
    void odd_values_are_the_same_before_and_after_and_by_query() throws Exception {
        // given
        try (MariaDbErp sample = MariaDbErp.on(backbone.mariaDb())) {
            sample.sql(
                    "create table artikel (artnr varchar(20) primary key, bez varchar(40) character set latin1,"
                            + " text varchar(40) character set utf8mb4, aktiv tinyint(1), gesperrt bit(1) not null,"
                            + " seit date not null default '0000-00-00', gew float)",
                    "create table lokbst (lok char(4), artnr varchar(20), bestd double)",
                    "create table preise (artnr varchar(20), preis double, von date, bis date) engine=myisam",
                    "grant select on artikel to crossdock",
                    "grant select on lokbst to crossdock",
                    "grant select on preise to crossdock");
            ErpConfig config = config();
            fill(sample, "S");
            try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets"))).awaitUp()) {
                // when
                fill(sample, "L");

                // then
                eventually(() -> assertThat(capturing.of(PriceChanged.class)).hasSize(2));
                eventually(() -> assertThat(capturing.of(ItemDescribed.class)).hasSize(6));
                for (String from : List.of("S", "L")) {
                    assertThat(item(capturing, from + "-1").title()).isEqualTo("Stühle für Käthe");
                    assertThat(item(capturing, from + "-1").category()).isEqualTo("awake");
                    assertThat(item(capturing, from + "-1").discontinued()).isTrue();
                    assertThat(item(capturing, from + "-2").category()).isEqualTo("odd");
                    assertThat(item(capturing, from + "-3").title()).isNull();
                    assertThat(capturing.levels())
                            .containsEntry(from + "-1 hamburg", new BigDecimal("-2.5"))
                            .containsEntry(from + "-1 lyon", new BigDecimal("259.95"));
                    assertThat(prices(capturing, from + "-1"))
                            .contains("259.95")
                            .contains("USD")
                            .contains("awake");
                    assertThat(row(capturing, from + "-1"))
                            .containsEntry("text", "日本語 – €")
                            .containsEntry("gew", 259.95f);
                }

                // when
                sample.sql("delete from lokbst where artnr = 'S-1' and lok = 'L1'");

                // then
                eventually(() -> assertThat(capturing.levels()).containsEntry("S-1 lyon", BigDecimal.ZERO));
            }
        }
    }

    private ErpConfig config() throws Exception {
        String yaml =
                MAPPING.formatted(backbone.mariaDb().host(), backbone.mariaDb().port());
        return ErpConfigReader.read(Files.writeString(folder.resolve("odd.erp.yaml"), yaml), text -> text);
    }

    private static void fill(MariaDbErp sample, String prefix) throws Exception {
        String sku = "'" + prefix + "-";
        sample.sql(
                "set sql_mode = ''",
                "insert into artikel values (" + sku
                        + "1', 'Stühle für Käthe  ', '日本語 – €', 1, 1, '0000-00-00', 259.95)",
                "insert into artikel values (" + sku + "2', '', null, 2, 0, '0000-00-00', null)",
                "insert into artikel values (" + sku + "3', null, null, null, 0, '2001-00-00', 0)",
                "insert into lokbst values ('H1', " + sku + "1', -2.5), ('L1', " + sku + "1', 259.95)",
                "insert into preise values (" + sku + "1', 259.95, '0000-00-00', '0000-00-00')," + " (" + sku
                        + "1', 1, '2001-01-01', '2002-01-01')");
    }

    private static ItemDescribed item(Capturing capturing, String sku) {
        return (ItemDescribed) of(capturing.of(ItemDescribed.class), sku).data();
    }

    private static String prices(Capturing capturing, String sku) {
        return of(capturing.of(PriceChanged.class), sku).data().toString();
    }

    private static CanonicalEvent of(List<CanonicalEvent> events, String sku) {
        return events.stream()
                .filter(event -> event.subject().equals(sku))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> row(Capturing capturing, String sku) {
        return capturing.offered.stream()
                .flatMap(List::stream)
                .filter(change -> change.table().equals("legacy.artikel"))
                .filter(change -> sku.equals(change.row().get("artnr")))
                .findFirst()
                .orElseThrow()
                .row();
    }
}
