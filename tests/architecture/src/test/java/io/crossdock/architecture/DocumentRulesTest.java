package io.crossdock.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentRulesTest {

    private static final int MOST_ADR_LINES = 60;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#)([^)#]+)(#[^)]*)?\\)");
    private static final Pattern ADR_IN_TEXT = Pattern.compile("docs/adr/(\\d{4})");

    @Test
    void every_link_between_documents_leads_somewhere() {
        assertThat(texts(".md").flatMap(file -> LINK.matcher(Repository.text(file))
                        .results()
                        .map(link -> Repository.ROOT.resolve(file).resolveSibling(link.group(1)))
                        .filter(target -> !Files.exists(target))
                        .map(target -> file + " links to " + target.normalize())))
                .as("mend the link or write the document")
                .isEmpty();
    }

    @Test
    void every_decision_that_code_refers_to_is_written() {
        assertThat(Stream.of(".java", ".yaml").flatMap(DocumentRulesTest::texts).flatMap(file -> ADR_IN_TEXT
                        .matcher(Repository.text(file))
                        .results()
                        .filter(adr -> Repository.files("docs/adr").stream()
                                .noneMatch(known ->
                                        String.valueOf(known.getFileName()).startsWith(adr.group(1) + "-")))
                        .map(adr -> file + " refers to " + adr.group())))
                .as("write the ADR or mend the number")
                .isEmpty();
    }

    @Test
    void a_decision_is_one_page_with_the_usual_headings() {
        assertThat(Repository.files("docs/adr")).allSatisfy(file -> assertThat(Repository.text(file))
                .as("%s", file)
                .startsWith("# " + String.valueOf(file.getFileName()).substring(0, 4) + ": ")
                .contains("\n## Status\n", "\n## Context\n", "\n## Decision\n", "\n## Consequences\n")
                .satisfies(text -> assertThat(text.lines().count()).isLessThan(MOST_ADR_LINES)));
    }

    private static Stream<Path> texts(String ending) {
        return Repository.files("").stream().filter(file -> file.toString().endsWith(ending));
    }
}
