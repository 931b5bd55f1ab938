package io.crossdock.erp.orders;

import static io.crossdock.erp.orders.Entries.entry;
import static io.crossdock.erp.orders.Entries.line;
import static io.crossdock.erp.orders.Entries.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.erp.orders.FileTarget.CsvForm;
import io.crossdock.erp.orders.FileTarget.EdiForm;
import io.crossdock.erp.orders.FileTarget.FileForm;
import io.crossdock.erp.orders.FileTarget.Partner;
import io.crossdock.erp.orders.FileTarget.Standard;
import io.crossdock.spi.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFilesTest {

    private static final CsvForm CSV = new CsvForm(
            List.of(
                    OrderColumn.of("KDREF", OrderField.ORDER_ID),
                    OrderColumn.of("NAME", OrderField.NAME),
                    OrderColumn.of("ARTNR", OrderField.LINE_SKU),
                    OrderColumn.of("MENGE", OrderField.LINE_QUANTITY)),
            ';',
            StandardCharsets.ISO_8859_1,
            true);
    private static final Partner US = new Partner("ZZ", "CROSSDOCK");
    private static final Partner WE = new Partner("ZZZ", "CROSSDOCK");
    private static final Partner ERP = new Partner("14", "ERP");

    @TempDir
    private Path disk;

    private Path folder;
    private Path outbox;

    @BeforeEach
    void the_erps_folder() throws IOException {
        folder = Files.createDirectory(disk.resolve("in"));
        outbox = disk.resolve("out");
    }

    @Test
    void an_order_is_one_file_of_rows_that_is_there_whole() throws IOException {
        // when
        files(CSV).enter(placed("shopify-us:1", line("A;1", "2"), line("A-2", "0"), line("A-3", "1.5")));
        // then
        assertThat(names())
                .singleElement()
                .asString()
                .startsWith("shopify-us_1@1-")
                .endsWith(".csv");
        assertThat(content(0)).isEqualTo("""
                KDREF;NAME;ARTNR;MENGE\r
                shopify-us:1;Alma Sample;"A;1";2\r
                shopify-us:1;Alma Sample;A-3;1.5\r
                """);
    }

    @Test
    void a_repeated_order_gives_no_second_file_also_when_the_erp_took_the_first_away() throws IOException {
        // given
        files(CSV).enter(placed("shopify-us:1", line("A-1", "2")));
        // when
        files(CSV).enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThat(names()).hasSize(1);
        // when
        Files.delete(folder.resolve(names().get(0)));
        files(CSV).enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThat(names()).isEmpty();
        // when
        files(CSV).enter(entry(OrderEntry.Kind.PLACED, "shopify-us:1", 1, 2, line("A-1", "2")));
        // then
        assertThat(names()).hasSize(1);
    }

    @Test
    void one_that_died_before_the_claim_or_before_the_rename_is_gone_on_with() throws IOException {
        // given: the same order at its two points of no end
        OrderFiles files = files(CSV);
        files.enter(placed("shopify-us:1", line("A-1", "2")));
        Path moved = folder.resolve(names().get(0));
        String whole = Files.readString(moved);
        Path ready = outbox.resolve(moved.getFileName() + ".ready");
        Path claim = outbox.resolve(moved.getFileName() + ".claim");
        // when
        Files.delete(moved);
        Files.delete(claim);
        Files.writeString(ready, "half");
        files.enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThat(moved).hasContent(whole);
        assertThat(ready).doesNotExist();
        // when
        Files.move(moved, ready);
        files.enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThat(moved).hasContent(whole);
        assertThat(ready).doesNotExist();
    }

    @Test
    void a_folder_that_is_not_there_is_waited_for() throws IOException {
        // given
        Files.delete(folder);
        // then
        assertThatThrownBy(() -> files(CSV).enter(placed("shopify-us:1", line("A-1", "2"))))
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.UNAVAILABLE);
        // when
        Files.createDirectory(folder);
        files(CSV).enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThat(names()).hasSize(1);
    }

    @Test
    void no_id_leads_out_of_the_folder_and_two_ids_are_two_files() throws IOException {
        // when
        files(CSV).enter(placed("shop:../../1", line("A-1", "2")));
        files(CSV).enter(placed("shop:..*..*1", line("A-1", "2")));
        // then
        assertThat(names()).hasSize(2).allMatch(name -> name.startsWith("shop_"));
    }

    @Test
    void signs_that_the_files_charset_does_not_have_are_this_orders_failure() {
        assertThatThrownBy(() -> files(CSV).enter(placed("shopify-us:1", line("A-\u0142", "2"))))
                .hasMessage("legacy order shopify-us:1: it has signs that are not in ISO-8859-1");
    }

    @Test
    void an_order_is_a_purchase_order_of_x12() throws IOException {
        // when
        files(new EdiForm(Standard.X12_850, US, ERP)).enter(placed("shopify-us:1", line("A-1", "2"), line("B", "1")));
        // then
        String control = content(0).replaceAll("(?s).*IEA\\*1\\*([0-9]{9})~.*", "$1");
        assertThat(content(0).replace(control, "CONTROL").replace("~", "~\n")).isEqualTo("""
                ISA*00*          *00*          *ZZ*CROSSDOCK      *14*ERP            *261126*2330*^*00501*CONTROL*0*P*>~
                GS*PO*CROSSDOCK*ERP*20261126*2330*CONTROL*X*005010~
                ST*850*0001~
                BEG*00*NE*#1001**20261126~
                CUR*BY*EUR~
                REF*CO*shopify-us:1~
                N1*ST*Alma Sample~
                N3*Long Street of the Sample Town 12~
                N4*Leipzig**04109*DE~
                PO1*1*2*EA*259.95**SK*A-1~
                PO1*2*1*EA*259.95**SK*B~
                CTT*2~
                SE*11*0001~
                GE*1*CONTROL~
                IEA*1*CONTROL~
                """);
    }

    @Test
    void an_order_is_a_message_orders_of_edifact() throws IOException {
        // when
        files(new EdiForm(Standard.EDIFACT_ORDERS, WE, ERP)).enter(placed("shopify-us:1", line("A+1", "2")));
        // then
        String control = content(0).replaceAll("(?s).*UNZ\\+1\\+([0-9]{9})'.*", "$1");
        assertThat(content(0).replace(control, "CONTROL").replace("'", "'\n")).isEqualTo("""
                UNB+UNOC:3+CROSSDOCK:ZZZ+ERP:14+261126:2330+CONTROL'
                UNH+1+ORDERS:D:96A:UN'
                BGM+220+#1001+9'
                DTM+137:20261126:102'
                RFF+CR:shopify-us?:1'
                NAD+ST+++Alma Sample+Long Street of the Sample Town 12+Leipzig++04109+DE'
                CUX+2:EUR:9'
                LIN+1++A?+1:SA'
                QTY+21:2:PCE'
                PRI+AAA:259.95'
                UNS+S'
                CNT+2:1'
                UNT+12+1'
                UNZ+1+CONTROL'
                """);
    }

    @Test
    void a_key_that_does_not_fit_its_element_is_this_orders_failure() {
        assertThatThrownBy(() -> files(new EdiForm(Standard.EDIFACT_ORDERS, WE, ERP))
                        .enter(placed("shopify-us:" + "1".repeat(40), line("A-1", "2"))))
                .hasMessageEndingWith("RFF 1154 takes 35 characters, and it has more")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.UNMAPPABLE);
        assertThatThrownBy(
                        () -> files(new EdiForm(Standard.X12_850, US, ERP)).enter(placed("shop:1", line("A*1", "2"))))
                .hasMessageEndingWith("PO107 has signs that no message can hold");
        assertThatThrownBy(() -> files(new EdiForm(Standard.EDIFACT_ORDERS, WE, ERP))
                        .enter(placed("shop:1", line("A\u20131", "2"))))
                .hasMessageEndingWith("LIN 7140 has signs that no message can hold");
    }

    @Test
    void versions_that_say_the_same_have_the_same_content_in_every_form() {
        for (FileForm form :
                List.of(CSV, new EdiForm(Standard.X12_850, US, ERP), new EdiForm(Standard.EDIFACT_ORDERS, WE, ERP))) {
            String content = files(form).content(placed("shop:1", line("A-1", "2")));
            assertThat(files(form).content(entry(OrderEntry.Kind.CHANGED, "shop:1", 7, 2, line("A-1", "2"))))
                    .isEqualTo(content);
            assertThat(files(form).content(placed("shop:1", line("A-1", "3")))).isNotEqualTo(content);
        }
    }

    private OrderFiles files(FileForm form) {
        return new OrderFiles("legacy", new FileTarget(folder, outbox, form), Clock.systemUTC());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private String content(int index) throws IOException {
        return Files.readString(folder.resolve(names().get(index)), StandardCharsets.ISO_8859_1);
    }
}
