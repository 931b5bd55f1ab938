package io.crossdock.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.hub.cli.Crossdock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class FlashSaleCommandTest {

    @TempDir
    private Path folder;

    @Test
    void the_same_buyers_are_oversold_far_less_with_the_hub_and_less_still_where_slow_channels_hold_back()
            throws Exception {
        // given
        Path chart = folder.resolve("sale.svg");
        // when
        JsonNode result = result("--chart", chart.toString());
        // then
        assertThat(result.path("contenders").findValuesAsText("name"))
                .containsExactly("no hub, polls every 15 min", "this hub", "this hub, lag-aware");
        JsonNode polled = result.path("contenders").path(0);
        JsonNode hub = result.path("contenders").path(1);
        JsonNode lagAware = result.path("contenders").path(2);
        assertThat(polled.path("oversold").asInt()).isGreaterThan(100);
        assertThat(wrong(hub)).isLessThan(wrong(polled) / 10);
        assertThat(hub.path("sold").asInt()).isPositive();
        assertThat(lagAware.path("oversold").asInt())
                .isLessThan(hub.path("oversold").asInt());
        assertThat(lagAware.path("sold").asInt()).isPositive();
        assertThat(texts(chart))
                .contains(
                        "oversold",
                        "lost sales",
                        "pieces",
                        "this hub",
                        "this hub, lag-aware",
                        polled.path("name").asText())
                .contains(hub.path("oversold").asText(), hub.path("lost_sales").asText())
                .contains(
                        lagAware.path("oversold").asText(),
                        lagAware.path("lost_sales").asText());
    }

    @Test
    void the_same_seed_gives_the_same_sale_and_another_seed_another() throws Exception {
        // given
        JsonNode once = result("--seed", "5");
        // then
        assertThat(result("--seed", "5")).isEqualTo(once);
        assertThat(result("--seed", "6").path("contenders")).isNotEqualTo(once.path("contenders"));
    }

    @Test
    void a_number_out_of_range_is_told_with_what_is_allowed() {
        // given
        StringWriter told = new StringWriter();
        // when
        int status = Crossdock.commandLine(Map.of())
                .setErr(new PrintWriter(told))
                .execute("simulate", "flash-sale", "--items", "0");
        // then
        assertThat(status).isEqualTo(2);
        assertThat(told.toString()).contains("--items must be from 1 to 1000, not 0");
    }

    @Test
    void the_command_is_in_the_help() {
        assertThat(Crossdock.commandLine(Map.of()).getUsageMessage()).contains("simulate");
    }

    private static int wrong(JsonNode contender) {
        return contender.path("oversold").asInt() + contender.path("lost_sales").asInt();
    }

    private static JsonNode result(String... options) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = Stream.concat(
                        Stream.of("simulate", "flash-sale", "--json", "--buyers", "3000", "--items", "3"),
                        Stream.of(options))
                .toList();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int status = Crossdock.commandLine(Map.of()).execute(arguments.toArray(new String[0]));
            assertThat(status).isZero();
        } finally {
            System.setOut(before);
        }
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private static List<String> texts(Path chart) throws Exception {
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(chart));
        var nodes = svg.getElementsByTagName("text");
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
