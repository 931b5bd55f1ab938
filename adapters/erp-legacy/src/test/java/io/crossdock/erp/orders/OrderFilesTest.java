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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderFilesTest extends OrderFolderStories {

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
    private static final EdiForm X12 = new EdiForm(Standard.X12_850, US, ERP, 1);
    private static final EdiForm EDIFACT = new EdiForm(Standard.EDIFACT_ORDERS, WE, ERP, 1);

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
        Path claim = outbox.resolve(moved.getFileName() + ".claim");
        // when
        Files.delete(moved);
        Files.move(claim, outbox.resolve(moved.getFileName() + ".one-that-died.draft"));
        files.enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThat(moved).hasContent(whole);
        // when
        Files.move(moved, claim.resolve("file"));
        files.enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThat(moved).hasContent(whole);
        assertThat(claim.resolve("file")).doesNotExist();
    }

    @Test
    void processes_that_hand_over_the_same_order_at_once_hand_it_over_once() throws Exception {
        // given
        int processes = 16;
        int orders = 100;
        CyclicBarrier together = new CyclicBarrier(processes);
        List<Future<?>> running = new ArrayList<>();
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(processes + 1);
        try {
            // when: an ERP takes away whatever it sees, so that a second file is a second order
            Future<List<String>> erp = threads.submit(() -> {
                List<String> taken = new ArrayList<>();
                boolean isLast;
                do {
                    isLast = isOver.get();
                    for (String name : names()) {
                        Files.delete(folder.resolve(name));
                        taken.add(name);
                    }
                } while (!isLast);
                return taken;
            });
            for (int process = 0; process < processes; process++) {
                OrderFiles files = files(CSV);
                running.add(threads.submit(() -> {
                    for (int order = 0; order < orders; order++) {
                        together.await(60, TimeUnit.SECONDS);
                        files.enter(placed("shop:" + order, line("A-1", "2")));
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            isOver.set(true);
            // then
            assertThat(erp.get()).hasSize(orders).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> left = Files.walk(outbox)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName())))
                    .noneMatch(name -> name.endsWith(".draft") || name.equals("file"));
        }
    }

    @Test
    void what_was_handed_over_a_year_ago_is_forgotten_and_what_was_not_is_kept() throws IOException {
        // given
        files(CSV).enter(placed("shop:old", line("A-1", "2")));
        files(CSV).enter(placed("shop:waits", line("A-1", "2")));
        Path claims = outbox.resolve(names().get(0) + ".claim");
        Path waits = outbox.resolve(names().get(1) + ".claim");
        Files.move(folder.resolve(names().get(1)), waits.resolve("file"));
        Path draft = Files.createDirectory(outbox.resolve("died.draft"));
        // when
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        OrderFiles files = new OrderFiles("legacy", new FileTarget(folder, outbox, CSV), clock(now::get));
        now.set(now.get().plus(Duration.ofDays(366)));
        files.enter(placed("shop:new", line("A-1", "2")));
        // then
        assertThat(claims).doesNotExist();
        assertThat(draft).doesNotExist();
        assertThat(waits.resolve("file")).exists();
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
    void the_longest_ids_are_names_that_every_disk_takes_and_no_two_of_them_are_one() throws IOException {
        // given: a channel's longest name and id, and two that Java's hash of a text does not tell apart
        String longest = "s".repeat(48) + ":" + "9".repeat(71);
        // when
        files(CSV).enter(entry(OrderEntry.Kind.PLACED, longest, Long.MAX_VALUE, Integer.MAX_VALUE, line("A-1", "2")));
        files(CSV)
                .enter(entry(
                        OrderEntry.Kind.PLACED,
                        longest.substring(0, 119) + "8",
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE,
                        line("A-1", "2")));
        files(CSV).enter(placed("shop:(\\", line("A-1", "2")));
        files(CSV).enter(placed("shop:)=", line("A-1", "2")));
        // then
        assertThat(names()).hasSize(4).allMatch(name -> name.length() <= 120);
        try (Stream<Path> claims = Files.list(outbox)) {
            assertThat(claims).hasSize(4);
        }
    }

    @Test
    void signs_that_the_files_charset_does_not_have_are_this_orders_failure() {
        assertThatThrownBy(() -> files(CSV).enter(placed("shopify-us:1", line("A-\u0142", "2"))))
                .hasMessage("legacy order shopify-us:1: it has signs that are not in ISO-8859-1");
    }

    @Test
    void an_order_is_a_purchase_order_of_x12() throws IOException {
        // when
        files(X12)
                .enter(placed("shopify-us:1", line("A-1", "2"), line("B", "1")).numbered(48));
        // then
        assertThat(content(0).replace("~", "~\n")).isEqualTo("""
                ISA*00*          *00*          *ZZ*CROSSDOCK      *14*ERP            *261126*2330*^*00501*000000048*0*P*>~
                GS*PO*CROSSDOCK*ERP*20261126*2330*48*X*005010~
                ST*850*0048~
                BEG*00*NE*#1001**20261126~
                CUR*BY*EUR~
                REF*CO*shopify-us:1~
                N1*ST*Alma Sample~
                N3*Long Street of the Sample Town 12~
                N4*Leipzig**04109*DE~
                PO1*1*2*EA*259.95**SK*A-1~
                PO1*2*1*EA*259.95**SK*B~
                CTT*2~
                SE*11*0048~
                GE*1*48~
                IEA*1*000000048~
                """);
    }

    @Test
    void an_order_is_a_message_orders_of_edifact() throws IOException {
        // when
        files(EDIFACT).enter(placed("shopify-us:1", line("A+1", "2")).numbered(999_999_999));
        // then
        assertThat(content(0).replace("'", "'\n")).isEqualTo("""
                UNB+UNOC:3+CROSSDOCK:ZZZ+ERP:14+261126:2330+999999999'
                UNH+999999999+ORDERS:D:96A:UN'
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
                UNT+12+999999999'
                UNZ+1+999999999'
                """);
    }

    @Test
    void a_key_that_does_not_fit_its_element_is_this_orders_failure() {
        assertThatThrownBy(() -> files(EDIFACT).enter(placed("shopify-us:" + "1".repeat(40), line("A-1", "2"))))
                .hasMessageEndingWith("RFF 1154 takes 35 characters, and it has more")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.UNMAPPABLE);
        assertThatThrownBy(() -> files(X12).enter(placed("shop:1", line("A*1", "2"))))
                .hasMessageEndingWith("PO107 has signs that no message can hold");
        assertThatThrownBy(() -> files(EDIFACT).enter(placed("shop:1", line("A\u20131", "2"))))
                .hasMessageEndingWith("LIN 7140 has signs that no message can hold");
    }

    @Test
    void versions_that_say_the_same_have_the_same_content_in_every_form() {
        for (FileForm form : List.of(CSV, X12, EDIFACT)) {
            String content = files(form).content(placed("shop:1", line("A-1", "2")));
            assertThat(files(form).content(entry(OrderEntry.Kind.CHANGED, "shop:1", 7, 2, line("A-1", "2"))))
                    .isEqualTo(content);
            assertThat(files(form).content(placed("shop:1", line("A-1", "3")))).isNotEqualTo(content);
            assertThat(files(form).content(placed("shop:1", line("A-1", "2")).numbered(7)))
                    .isEqualTo(content);
        }
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    private OrderFiles files(FileForm form) {
        return new OrderFiles("legacy", new FileTarget(folder, outbox, form), Clock.systemUTC());
    }

    private String content(int index) throws IOException {
        return Files.readString(folder.resolve(names().get(index)), StandardCharsets.ISO_8859_1);
    }
}
