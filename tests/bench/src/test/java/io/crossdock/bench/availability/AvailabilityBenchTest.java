package io.crossdock.bench.availability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/**
 * The short form of the benchmark: that it comes to an end and tells all it promises. How fast inputs go is asked in {@code
 * SyncBenchTest}, as a part of the whole.
 */
class AvailabilityBenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine bench = new CommandLine(new AvailabilityCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    @Test
    @Timeout(600)
    void a_few_items_give_every_figure_of_the_size() throws Exception {
        // when
        int status = bench.execute("--items", "200", "--inputs", "500", "--rounds", "0", "--size", "--json");
        // then
        assertThat(status).as("%s", err).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        JsonNode told = new ObjectMapper().readTree(out.toString());
        assertThat(told.path("bench").asText()).isEqualTo("availability");
        assertThat(told.path("items").asInt()).isEqualTo(200);
        for (String figure : List.of("state_bytes_per_item", "heap_bytes_per_item")) {
            assertThat(told.path(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(err.toString()).contains("200 items", "extrapolated, 1,000,000 items take");
    }

    @Test
    void a_million_items_are_not_called_extrapolated() {
        assertThat(new Size(1_000_000, 500_000_000, 1)).asString().doesNotContain("extrapolated");
        assertThat(new Size(999_999, 500_000_000, 1)).asString().contains("extrapolated");
    }

    @Test
    void nothing_to_measure_is_refused() {
        // when
        int status = bench.execute("--rounds", "0");
        // then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--rounds 0 goes with --size");
    }
}
