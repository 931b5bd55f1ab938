package io.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.hub.cli.Crossdock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The demo itself: every promise of it is checked from outside, and its last line says so. */
class BusyDayTest {

    @Test
    void every_channel_ends_up_right_and_nothing_is_lost_or_counted_twice() throws Exception {
        // given
        System.setProperty("crossdock.home", "../..");
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        // when
        int status;
        try {
            status = Crossdock.commandLine(Map.of())
                    .execute("demo", "--exit", "--json", "--items", "120", "--seconds", "12", "--seed", "7");
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
        // then
        String lastLine = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{"))
                .reduce("", (first, second) -> second);
        assertThat(status).as(why(told.toString(StandardCharsets.UTF_8))).isZero();
        JsonNode result = new ObjectMapper().readTree(lastLine);
        assertThat(result.path("converged").asBoolean()).as(lastLine).isTrue();
        assertThat(result.path("lost").asLong(-1)).as(lastLine).isZero();
        assertThat(result.path("duplicates_effective").asLong(-1)).as(lastLine).isZero();
        assertThat(result.path("unsigned_accepted").asLong(-1)).as(lastLine).isZero();
        assertThat(result.path("hub_resident_mib").asLong()).as(lastLine).isBetween(1L, 640L);
        // and the day was a busy one
        for (String happened : new String[] {
            "orders",
            "till_sales",
            "level_changes",
            "price_changes",
            "booked",
            "cancelled",
            "duplicates_sent",
            "poison_sent",
            "unsigned_sent"
        }) {
            assertThat(result.path(happened).asLong()).as(happened).isPositive();
        }
        long deadLetters = 0;
        for (JsonNode channel : result.path("channels")) {
            deadLetters += channel.path("dead_letters").asLong();
        }
        assertThat(deadLetters)
                .as("each poison record waits")
                .isEqualTo(result.path("poison_sent").asLong());
    }

    /** What the demo said of the end, in one line: reports of failed tests are cut after a few. */
    private static String why(String told) {
        int end = told.indexOf("the day is over");
        return told.substring(Math.max(0, end)).lines().collect(Collectors.joining(" | "));
    }
}
