package io.crossdock.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each route file tells one story and says why it does so. */
class RouteRulesTest {

    private static final int MOST_LINES = 60;

    @Test
    void a_route_has_one_page() {
        assertThat(routes().filter(file -> Repository.text(file).lines().count() > MOST_LINES))
                .as("over %d lines: one story a file, a decision is a bean with a test", MOST_LINES)
                .isEmpty();
    }

    @Test
    void a_route_starts_with_why() {
        assertThat(routes().filter(file -> !Repository.text(file).startsWith("# ")))
                .as("start the file with a comment that says why the route is as it is")
                .isEmpty();
    }

    @Test
    void a_route_is_called_as_its_file_and_described() throws JsonProcessingException {
        YAMLMapper yaml = new YAMLMapper();
        for (Path file : routes().toList()) {
            JsonNode first = yaml.readTree(Repository.text(file)).path(0);
            JsonNode route = first.has("route") ? first.get("route") : first.path("routeTemplate");
            if (route.isMissingNode()) {
                continue;
            }
            assertThat(route.path("id").asText() + ".camel.yaml")
                    .as("the id of %s is its file's name", file)
                    .isEqualTo(String.valueOf(file.getFileName()));
            assertThat(route.path("description").asText())
                    .as("%s has a description", file)
                    .isNotBlank();
        }
    }

    @Test
    void a_route_decides_nothing() {
        assertThat(routes().filter(file -> Repository.text(file).contains("groovy")))
                .as("no Groovy: a decision is a bean in the hub, with a test")
                .isEmpty();
    }

    private static Stream<Path> routes() {
        return Repository.files("routes").stream()
                .filter(file -> file.toString().endsWith(".camel.yaml"));
    }
}
