package io.crossdock.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies where, how large it is and what it is called. */
class LayoutRulesTest {

    private static final int MOST_LINES = 400;
    private static final Pattern EMPTY_NAME =
            Pattern.compile("(?i)utils?|utilit(y|ies)|helpers?|managers?|commons?|misc");
    private static final Pattern EMPTY_WORD =
            Pattern.compile("Utils?(?![a-z])|Utilit(y|ies)|Helper|Manager|Common(?![a-z])|Misc(?![a-z])");
    private static final Pattern SLEEP =
            Pattern.compile("Thread\\s*\\.\\s*sleep\\s*\\(|TimeUnit\\s*\\.\\s*\\w+\\s*\\.\\s*sleep\\s*\\(");

    @Test
    void a_file_of_the_product_can_be_read_at_one_sitting() {
        assertThat(Repository.productJava().stream()
                        .filter(file -> Repository.text(file).lines().count() > MOST_LINES))
                .as("over %d lines: cut by operation, one type a job", MOST_LINES)
                .isEmpty();
    }

    @Test
    void names_say_what_a_thing_is() {
        assertThat(Repository.files("").stream()
                        .filter(file -> file.toString().endsWith(".java") || file.endsWith("pom.xml"))
                        .filter(LayoutRulesTest::hasAnEmptyName))
                .as(
                        "util, helper, manager, common and misc say nothing: name the module, package or class by what it does")
                .isEmpty();
    }

    @Test
    void an_empty_name_is_recognised() {
        assertThat(Stream.of(
                        "hub/src/main/java/io/crossdock/util/A.java",
                        "common/pom.xml",
                        "a/JsonUtils.java",
                        "OrderHelper.java",
                        "ChannelManagerBean.java"))
                .allMatch(path -> hasAnEmptyName(Path.of(path)));
        assertThat(Stream.of(
                        "hub/src/main/java/io/crossdock/hub/cli/Version.java", "a/Uncommon.java", "a/Utilised.java"))
                .noneMatch(path -> hasAnEmptyName(Path.of(path)));
    }

    @Test
    void nothing_sleeps_not_even_a_test() {
        assertThat(javaFiles().filter(file -> SLEEP.matcher(JavaText.spoken(Repository.text(file)))
                        .find()))
                .as("a sleep is too long or too short: wait on a condition (Awaitility in tests)")
                .isEmpty();
    }

    @Test
    void the_kamelets_folder_holds_kamelets_only() {
        assertThat(Repository.files("kamelets").stream()
                        .filter(file -> !file.endsWith("pom.xml"))
                        .filter(file -> !file.toString().endsWith(".kamelet.yaml")))
                .as("move it: Java belongs into an adapter, texts into docs/")
                .isEmpty();
    }

    @Test
    void the_routes_folder_holds_routes_only() {
        assertThat(Repository.files("routes").stream()
                        .filter(file -> !file.endsWith("pom.xml"))
                        .filter(file -> !file.toString().endsWith(".camel.yaml")))
                .as("move it: a decision is a bean in the hub, texts belong into docs/")
                .isEmpty();
    }

    @Test
    void a_public_type_of_the_canonical_model_says_what_it_is() {
        Pattern documented = Pattern.compile("\\*/\\s*(@[^\\n]+\\s+)*public ");
        assertThat(Repository.productJava().stream()
                        .filter(file -> file.startsWith("canonical-model"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .filter(file ->
                                !documented.matcher(Repository.text(file)).find()))
                .as("write Javadoc: shape, units, what null means; the schemas' descriptions come from it")
                .isEmpty();
    }

    @Test
    void only_a_systems_own_package_names_it() {
        // given
        List<String> systems = Repository.files("kamelets").stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.endsWith("-translate-action.kamelet.yaml"))
                .map(name -> name.substring(0, name.indexOf("-translate-action")))
                .toList();
        // then
        assertThat(Stream.of("hub/src/main", "adapters/spi/src/main", "canonical-model/src/main", "routes")
                        .flatMap(folder -> Repository.files(folder).stream())
                        .filter(file -> file.toString().matches(".*\\.(java|yaml)"))
                        .flatMap(file -> systems.stream()
                                .filter(system -> names(file, system))
                                .map(system -> file + " names " + system)))
                .as("a system is added without touching what all share: move this into the system's adapter or"
                        + " Kamelet, or make it a parameter of the channel file")
                .isEmpty();
    }

    @Test
    void a_system_is_recognised_in_code_and_strings_but_not_in_comments() {
        assertThat(names("class ShopifyThing {}", "shopify")).isTrue();
        assertThat(names("String s = \"x-shopify-topic // of a shop\";", "shopify"))
                .isTrue();
        assertThat(names("import io.crossdock.pos.square.SquareTill;", "square"))
                .isTrue();
        assertThat(names("/** Such as shopify-us. */ class A {} // shopify", "shopify"))
                .isFalse();
        assertThat(names("import software.amazon.awssdk.Thing;\nclass A {}", "amazon"))
                .isFalse();
    }

    private static boolean names(Path file, String system) {
        String text = Repository.text(file);
        return names(file.toString().endsWith(".java") ? text : text.replaceAll("#[^\\n]*", ""), system);
    }

    private static boolean names(String text, String system) {
        return JavaText.spoken(text).toLowerCase(Locale.ROOT).contains(system);
    }

    private static boolean hasAnEmptyName(Path file) {
        for (Path part : file) {
            String name = part.toString().replace(".java", "");
            if (EMPTY_NAME.matcher(name).matches()
                    || part.equals(file.getFileName())
                            && EMPTY_WORD.matcher(name).find()) {
                return true;
            }
        }
        return false;
    }

    private static Stream<Path> javaFiles() {
        return Repository.files("").stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("LayoutRulesTest.java"));
    }
}
