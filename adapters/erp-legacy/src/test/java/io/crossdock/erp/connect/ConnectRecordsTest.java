package io.crossdock.erp.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.erp.ConnectSource;
import io.crossdock.erp.connect.ConnectRecord.End;
import io.crossdock.erp.connect.ConnectRecord.Nothing;
import io.crossdock.erp.connect.ConnectRecord.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectRecordsTest {

    private static final String SOURCE = "{'connector':'postgresql','schema':'public','table':'lagbst','txId':741,"
            + "'ts_ms':1772445600000,'ts_us':1772445600000123,'lsn':24023128,'sequence':'[\\'24023000\\',\\'24023128\\']'}"
                    .replace("\\'", "\\\"");

    private final ConnectRecords readable = records(Optional.of(Map.of()));
    private final ConnectRecords inBase64 = records(Optional.of(Map.of("public.lagbst.bestd", 3)));
    private final ConnectRecords undeclared = records(Optional.empty());

    @Test
    void a_changed_row_without_schema_is_read_with_its_place_in_the_log() {
        // when
        Row row = row(readable, "u", "null", "{'artnr':'A-1','bestd':'33.000','aktiv':true,'leer':null,'menge':4}");

        // then
        assertThat(row.table()).isEqualTo("public.lagbst");
        assertThat(row.before()).isNull();
        assertThat(row.after())
                .containsEntry("artnr", "A-1")
                .containsEntry("bestd", "33.000")
                .containsEntry("aktiv", true)
                .containsEntry("leer", null)
                .containsEntry("menge", 4L);
        assertThat(row.position()).isEqualTo(24023001);
        assertThat(row.at()).isEqualTo(Instant.parse("2026-03-02T10:00:00.000123Z"));
        assertThat(row.number()).isEqualTo(741);
        assertThat(row.transaction()).isNull();
    }

    @Test
    void a_row_that_was_read_stands_right_before_the_next_commit() {
        // when
        Row row = row(readable, "r", "null", "{'artnr':'A-1'}");

        // then
        assertThat(row.isRead()).isTrue();
        assertThat(row.number()).isNull();
        assertThat(row.position()).isEqualTo(24023000);
    }

    @Test
    void a_deleted_row_has_only_what_was_before() {
        // when
        Row row = row(readable, "d", "{'artnr':'A-1'}", "null");

        // then
        assertThat(row.after()).isNull();
        assertThat(row.before()).containsEntry("artnr", "A-1");
    }

    @ParameterizedTest
    @CsvSource({"AeM=, 0.483", "AIDo, 33.000", "/4E=, -0.127", "AA==, 0.000"})
    void a_precise_decimal_has_its_scale_from_the_schema_or_from_the_mapping_file(String base64, String number) {
        // given
        String after = "{'bestd':'" + base64 + "'}";
        String decimal = "{'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'3'},"
                + "'field':'bestd'}";
        String schema = "{'type':'struct','fields':[{'type':'struct','field':'after','fields':[" + decimal + "]}]}";

        // then
        assertThat(row(inBase64, "u", "null", after).after()).containsEntry("bestd", new BigDecimal(number));
        assertThat(((Row) read(undeclared, "{'schema':" + schema + ",'payload':" + envelope("u", "null", after) + "}"))
                        .after())
                .containsEntry("bestd", new BigDecimal(number));
    }

    @Test
    void a_decimal_that_has_a_scale_of_its_own_needs_no_other() {
        assertThat(row(readable, "u", "null", "{'list_price':{'scale':2,'value':'BH0='}}")
                        .after())
                .containsEntry("list_price", new BigDecimal("11.49"));
    }

    @Test
    void a_double_keeps_the_digits_that_the_record_shows() {
        assertThat(row(readable, "u", "null", "{'preis':259.95}").after())
                .containsEntry("preis", new BigDecimal("259.95"));
    }

    @Test
    void without_schema_nobody_guesses_what_a_text_of_four_digits_is() {
        assertThatThrownBy(() -> row(undeclared, "u", "null", "{'bestd':'1234'}"))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("source.kafka-connect.decimals");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'__debezium_unavailable_value'",
                "'X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ=='",
                "['__debezium_unavailable_value']",
                "{'__debezium_unavailable_value':'__debezium_unavailable_value'}"
            })
    void a_large_value_that_the_log_left_out_is_left_out(String marker) {
        assertThat(row(readable, "u", "null", "{'artnr':'A-1','text':" + marker + "}")
                        .after())
                .containsOnlyKeys("artnr");
    }

    @Test
    void rows_and_end_of_a_transaction_name_it_alike() {
        // given
        String change =
                envelope("u", "null", "{}").replace("'transaction':null", "'transaction':{'id':'741:24023128'}");
        String end = "{'status':'END','id':'741:24023200','event_count':3,'data_collections':["
                + "{'data_collection':'public.lagbst','event_count':2},{'data_collection':'public.x','event_count':1}]}";

        // then
        assertThat(((Row) read(readable, change)).transaction()).isEqualTo("741");
        assertThat(read(readable, end)).isEqualTo(new End("741", Map.of("public.lagbst", 2L, "public.x", 1L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ts_ms':1772445600000}",
                "{'schema':{},'payload':{'ts_ms':1772445600000}}",
                "{'schema':null,'payload':null}",
                "{'status':'BEGIN','id':'741:24023128'}"
            })
    void heartbeats_beginnings_and_tombstones_say_nothing(String record) {
        assertThat(read(readable, record)).isEqualTo(new Nothing());
        assertThat(readable.read(null)).isEqualTo(new Nothing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'artnr':'A-1'} | must not flatten its records",
                "Obj1 | value.converter must be org.apache.kafka.connect.json.JsonConverter",
                "[] | value.converter must be",
                "{'op':'u','source':{'connector':'vitess'},'after':{}} | whose positions are not known",
                "{'op':'u','source':{'connector':'mysql'},'after':{}} | does not tell its position"
            })
    void what_no_such_connector_writes_is_told_without_its_text(String record, String told) {
        assertThatThrownBy(() -> read(readable, record))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining("A-1");
    }

    @Test
    void a_binlogs_position_rises_over_its_files() {
        // given
        String source =
                "'source':{'connector':'mariadb','db':'erp','table':'stock','ts_ms':1,'file':'bin.%s','pos':%s}";
        String before = "{'op':'u','after':{}," + String.format(source, "000009", "999999") + "}";
        String after = "{'op':'u','after':{}," + String.format(source, "000010", "4") + "}";

        // then
        assertThat(((Row) read(readable, before)).table()).isEqualTo("erp.stock");
        assertThat(((Row) read(readable, before)).position()).isLessThan(((Row) read(readable, after)).position());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'connector':'oracle','schema':'ERP','table':'STOCK','scn':'2122179','commit_scn':'2122180'"
                        + "|'connector':'oracle','schema':'ERP','table':'STOCK','scn':'2122178','commit_scn':'2122190'",
                "'connector':'sqlserver','schema':'dbo','table':'stock','commit_lsn':'00000027:00000758:0005'"
                        + "|'connector':'sqlserver','schema':'dbo','table':'stock','commit_lsn':'00000027:00000759:0001'",
                "'connector':'sqlserver','schema':'dbo','table':'stock','commit_lsn':'00000027:00ffffff:ffff'"
                        + "|'connector':'sqlserver','schema':'dbo','table':'stock','commit_lsn':'00000028:00000010:0001'"
            })
    void the_position_of_a_commit_rises_in_every_database(String earlier, String later) {
        // when
        Row first = (Row) read(readable, "{'op':'u','after':{},'source':{'ts_ms':1," + earlier + "}}");
        Row second = (Row) read(readable, "{'op':'u','after':{},'source':{'ts_ms':2," + later + "}}");

        // then
        assertThat(first.position()).isPositive().isLessThan(second.position());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'connector':'oracle','commit_scn':null",
                "'connector':'sqlserver','commit_lsn':'27:758:5'",
                "'connector':'sqlserver','commit_lsn':'00800000:00000758:0005'"
            })
    void a_position_that_is_not_told_or_too_high_is_no_position(String source) {
        assertThatThrownBy(() -> read(readable, "{'op':'u','after':{},'source':{'ts_ms':1," + source + "}}"))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("position");
    }

    private static Row row(ConnectRecords records, String op, String before, String after) {
        return (Row) read(records, envelope(op, before, after));
    }

    private static String envelope(String op, String before, String after) {
        return "{'op':'" + op + "','before':" + before + ",'after':" + after + ",'source':" + SOURCE
                + ",'transaction':null,'ts_ms':1772445600100}";
    }

    private static ConnectRecord read(ConnectRecords records, String json) {
        return records.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ConnectRecords records(Optional<Map<String, Integer>> scales) {
        return new ConnectRecords(new ConnectSource(
                "legacy", Map.of(), "legacy.transaction", scales, "__debezium_unavailable_value", Map.of()));
    }
}
