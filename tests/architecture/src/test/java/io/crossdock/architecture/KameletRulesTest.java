package io.crossdock.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KameletRulesTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final String GOOD = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: acme-source
              annotations:
                camel.apache.org/kamelet.support.level: Stable
                camel.apache.org/catalog.version: 4.18.0
                camel.apache.org/provider: Acme
                camel.apache.org/kamelet.group: Acme
                camel.apache.org/kamelet.namespace: Acme
                camel.apache.org/kamelet.icon: "data:image/svg+xml;base64,AAAA"
              labels:
                camel.apache.org/kamelet.type: source
            spec:
              definition:
                title: Acme Source
                description: Takes what Acme sends.
                type: object
                required: [channel]
                properties:
                  channel: {title: Channel, description: The channel, type: string}
                  secret:
                    title: Secret
                    description: The secret
                    type: string
                    format: password
                    x-descriptors: ["urn:camel:group:credentials"]
              template:
                beans:
                  - name: receiver
                    type: "#class:Receiver"
                    properties: {secret: "{{?secret}}"}
                from:
                  uri: "platform-http:/in/{{channel}}"
                  steps:
                    - bean: {ref: "{{receiver}}"}
                    - to: kamelet:sink
            """;

    @Test
    void every_kamelet_keeps_the_conventions_of_the_catalog() {
        assertThat(kamelets()
                        .flatMap(file ->
                                KameletConventions.faults(
                                                String.valueOf(file.getFileName()), yaml(Repository.text(file)))
                                        .stream()
                                        .map(fault -> file + " needs: " + fault)))
                .isEmpty();
    }

    @Test
    void every_title_is_its_own() {
        assertThat(kamelets().map(file -> yaml(Repository.text(file))
                        .at("/spec/definition/title")
                        .asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_good_kamelet_has_no_faults() {
        assertThat(faults(GOOD)).isEmpty();
    }

    @Test
    void a_name_that_is_not_the_files_or_the_types_is_found() {
        assertThat(faults(GOOD.replace("name: acme-source", "name: acme-sauce")))
                .containsExactly(
                        "the file is called metadata.name and .kamelet.yaml",
                        "metadata.name ends in -source, as its type label says");
    }

    @Test
    void a_missing_annotation_is_found() {
        assertThat(faults(GOOD.replace("camel.apache.org/provider", "provider")))
                .containsExactly("annotation camel.apache.org/provider");
    }

    @Test
    void a_source_that_leads_nowhere_is_found() {
        assertThat(faults(GOOD.replace("kamelet:sink", "log:end"))).containsExactly("a source has kamelet:sink");
    }

    @Test
    void a_property_without_title_description_or_type_is_found() {
        assertThat(faults(GOOD.replace("{title: Channel, description: The channel, type: string}", "{title: channel}")))
                .containsExactly(
                        "channel: a title that starts with a capital", "channel: a description", "channel: a type");
    }

    @Test
    void a_credential_that_a_console_would_show_is_found() {
        assertThat(faults(GOOD.replace("format: password", "example: x")))
                .containsExactly("secret: format password, since it is a credential");
        assertThat(faults(GOOD.replace("x-descriptors", "y-descriptors")))
                .containsExactly("secret: x-descriptors has urn:camel:group:credentials");
    }

    @Test
    void what_is_declared_and_what_is_used_are_the_same() {
        assertThat(faults(GOOD.replace("{{?secret}}", "{{?secrets}}")))
                .containsExactly("secrets: used, so it is declared", "secret: declared, so it is used");
        assertThat(faults(GOOD.replace("{{?secret}}", "{{secret}}")))
                .containsExactly("secret: neither required nor with a default, so it is used as {{?secret}}");
        assertThat(faults(GOOD.replace("required: [channel]", "required: [channel, queue]")))
                .containsExactly("queue: required, so it is declared");
    }

    private static Stream<Path> kamelets() {
        return Stream.of("kamelets", "channels/kamelets")
                .flatMap(folder -> Repository.files(folder).stream())
                .filter(file -> file.toString().endsWith(".kamelet.yaml"));
    }

    private static List<String> faults(String kamelet) {
        return KameletConventions.faults("acme-source.kamelet.yaml", yaml(kamelet));
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
