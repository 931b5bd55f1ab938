package io.crossdock.bench.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The short form of the benchmark: that it comes to an end and tells all it promises, not how fast anything is. */
class SyncBenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine bench =
            new CommandLine(new SyncCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @BeforeAll
    static void find_the_samples() {
        System.setProperty("crossdock.home", "../..");
    }

    @Test
    @Timeout(600)
    void a_few_items_on_four_channels_give_every_figure() throws Exception {
        // when
        int status = bench.execute(
                "--channels",
                "4",
                "--items",
                "100",
                "--seconds",
                "2",
                "--warm-up",
                "2",
                "--rate",
                "10",
                "--orders",
                "5",
                "--hot",
                "20",
                "--rounds",
                "1",
                "--json");
        // then
        assertThat(status).as("%s", err).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        JsonNode told = new ObjectMapper().readTree(out.toString());
        assertThat(told.path("bench").asText()).isEqualTo("sync");
        for (String figure : List.of(
                "commits_per_s",
                "commit_to_channel_p50_ms",
                "commit_to_channel_p99_ms",
                "order_to_others_p99_ms",
                "order_to_others_kits_p99_ms",
                "isolation_p50_ratio",
                "isolation_p99_ratio",
                "aa_p99_ratio",
                "offers_per_s",
                "hot_item_requests_per_s",
                "availability_inputs_per_s",
                "pass_through_inputs_per_s",
                "availability_ratio_pass_through")) {
            assertThat(told.path(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(told.path("commit_to_channel_p99_ms").asDouble())
                .as("a shop answers after 5 ms")
                .isGreaterThanOrEqualTo(5)
                .isGreaterThanOrEqualTo(told.path("commit_to_channel_p50_ms").asDouble());
        assertThat(told.path("commit_to_last_channel_p50_ms").asDouble())
                .isGreaterThanOrEqualTo(told.path("commit_to_channel_p50_ms").asDouble());
    }

    @Test
    void a_question_that_it_does_not_know_is_named() {
        // when
        int status = bench.execute("--only", "latency,speed");
        // then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("'speed' is none of latency,kits,isolation,burst,hot,availability");
    }

    @Test
    void a_number_with_which_nothing_can_be_measured_is_named() {
        // when
        int status = bench.execute("--only", "latency", "--rate", "0");
        // then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--rate must be 1 or more, not 0");
    }

    @Test
    void isolation_needs_a_channel_that_is_not_in_trouble() {
        // when
        int status = bench.execute("--only", "isolation", "--channels", "3");
        // then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("isolation 4");
    }
}
