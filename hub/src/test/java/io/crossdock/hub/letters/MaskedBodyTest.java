package io.crossdock.hub.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedBodyTest {

    @Test
    void of_json_only_names_and_lengths_are_shown() {
        // given
        String body = """
                {"name": "Alma Sample", "paid": true, "note": null, "lines": [{"pcs": 12, "price": 9.90}],
                 "alma@example.com": {"street1": "Sample Road 1"}}""";
        // when
        String shown = MaskedBody.structure(body.getBytes(UTF_8)).orElseThrow();
        // then
        assertThat(shown.replaceAll("\\s+", ""))
                .isEqualTo("{\"name\":\"<text,11>\",\"paid\":true,\"note\":null,\"lines\":[{\"pcs\":\"<number,2>\","
                        + "\"price\":\"<number,4>\"}],\"<name,16>\":{\"street1\":\"<text,13>\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "Alma Sample",
                "{\"name\": \"Alma",
                "{\"name\": \"Alma\"} Sample",
                "{\"a\": 1}{\"b\": 2}",
                "1 2",
                "<name>Alma</name>"
            })
    void of_what_is_no_json_document_nothing_is_shown(String body) {
        assertThat(MaskedBody.structure(body.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void a_hostile_depth_is_no_json_document_either() {
        assertThat(MaskedBody.structure("[".repeat(100_000).getBytes(UTF_8))).isEmpty();
    }

    @Test
    void a_summary_has_size_and_digest() {
        assertThat(MaskedBody.summary("abc".getBytes(UTF_8)))
                .isEqualTo("3 bytes, sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
