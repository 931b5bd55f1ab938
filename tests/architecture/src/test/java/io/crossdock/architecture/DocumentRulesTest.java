package io.crossdock.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentRulesTest {

    private static final int MOST_ADR_LINES = 60;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#)([^)#]+)(#[^)]*)?\\)");
    private static final Pattern ADR_IN_TEXT = Pattern.compile("docs/adr/(\\d{4})");
    private static final Path SETTINGS = Path.of("hub/src/main/java/io/crossdock/hub/config/Settings.java");
    private static final Path CONFIGURATION = Path.of("docs/configuration.md");
    private static final Pattern KNOWN = Pattern.compile("KNOWN = List\\.of\\(([^)]*)\\)");
    private static final Pattern VARIABLE = Pattern.compile("CROSSDOCK_(?!KAFKA_|SECRET_)([A-Z_]*[A-Z])");

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

    @Test
    void every_variable_of_the_settings_is_described() {
        String described = Repository.text(CONFIGURATION);
        assertThat(knownVariables())
                .isNotEmpty()
                .as("describe it in the table of %s", CONFIGURATION)
                .allSatisfy(name -> assertThat(described).contains("\n| `CROSSDOCK_" + name + "` |"));
    }

    @Test
    void every_variable_that_a_document_names_exists() {
        Set<String> known = knownVariables();
        assertThat(texts(".md").flatMap(file -> VARIABLE.matcher(Repository.text(file))
                        .results()
                        .filter(variable -> !known.contains(variable.group(1)))
                        .map(variable -> file + " names " + variable.group())))
                .as("the hub would refuse it: mend the name, or add it to the settings")
                .isEmpty();
    }

    private static Set<String> knownVariables() {
        return KNOWN.matcher(Repository.text(SETTINGS))
                .results()
                .flatMap(list ->
                        Pattern.compile("\"([A-Z_]+)\"").matcher(list.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> texts(String ending) {
        return Repository.files("").stream().filter(file -> file.toString().endsWith(ending));
    }
}
