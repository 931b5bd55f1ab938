package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.BareErp;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.Finding.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody maps a new table by docs/erp-mapping.md and by what the check says, and by nothing else. */
@OnBackbone(Part.POSTGRES)
class MappingPageTest {

    private static final Path PAGE = Path.of("../../docs/erp-mapping.md");

    private final Backbone backbone;

    @TempDir
    Path folder;

    private BareErp erp;

    MappingPageTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @AfterEach
    void theSlotIsGivenBack() {
        eventually(() -> erp.run(
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots" + " where slot_name = 'ROLE'"));
    }

    @Test
    void the_new_table_of_the_page_is_mapped_by_the_page() throws Exception {
        // given
        erp = new BareErp(backbone.postgres(), "erp_page", folder)
                .run("create table artst (artnr char(18) primary key)")
                .admit("artst")
                .run(block("sql"), "insert into bewegung values (1, 'A-1', 'H1', 30, 2), (2, 'A-1', 'H1', 9, 1)");
        ErpConfig config = erp.config(block("yaml"));

        // when
        erp.run(check(config).sql().stream()
                .filter(sql -> sql.contains("\"erp_page\""))
                .toArray(String[]::new));

        // then
        CheckReport report = check(config);
        assertThat(report.worst()).isEqualTo(State.WARN);
        assertThat(report.findings())
                .extracting(Finding::found)
                .anyMatch(found -> found.startsWith("does not hold artnr: a deleted row becomes a dead letter"));
        try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets"))).awaitUp()) {
            erp.run("update bewegung set stat = 2 where id = 2", "insert into bewegung values (3, 'A-1', 'L1', 4, 2)");
            eventually(() -> assertThat(capturing.levels())
                    .containsEntry("A-1 hamburg", new BigDecimal("39"))
                    .containsEntry("A-1 lyon", new BigDecimal("4")));
        }
    }

    private static CheckReport check(ErpConfig config) {
        return ErpCheck.forDatabase(config).of(config);
    }

    /** What the page's section on a new table shows in a language. */
    private static String block(String language) throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## A new table, step by step"));
        Matcher block = Pattern.compile("( *)```" + language + "\\n(.*?)\\n *```", Pattern.DOTALL)
                .matcher(section);
        assertThat(block.find()).isTrue();
        return block.group(2).replaceAll("(?m)^" + block.group(1), "");
    }
}
