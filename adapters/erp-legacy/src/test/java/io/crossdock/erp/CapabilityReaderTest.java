package io.crossdock.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import io.crossdock.erp.strangler.Limits;
import io.crossdock.erp.strangler.SwitchedCapability;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapabilityReaderTest {

    @TempDir
    private Path folder;

    @Test
    void the_shortest_file_leaves_everything_with_the_erp() throws IOException {
        SwitchedCapability read = read("""
                capability: order-sourcing
                key: /id
                legacy: {endpoint: "direct:old"}
                modern: {endpoint: "bean:new"}
                """);
        assertThat(read.start()).isEqualTo(SwitchPosition.of(SwitchMode.LEGACY));
        assertThat(read.legacy().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(read.beside()).containsExactly(SwitchMode.CANARY);
        assertThat(read.fallback()).containsExactlyInAnyOrder(SwitchMode.CANARY, SwitchMode.LIVE);
        assertThat(read.hidesKey()).isFalse();
    }

    @Test
    void everything_can_be_chosen() throws IOException {
        SwitchedCapability read = read("""
                capability: order-sourcing
                key: {pointer: /buyer/email, hidden: true}
                legacy:
                  kamelet: erp-question-action
                  properties: {password: "{{secret:erp}}"}
                  timeout: 5s
                  calls: 4
                modern: {endpoint: "direct:new", timeout: 300ms}
                start: canary 2.5%
                compare:
                  /lines: {list: by /line}
                  /cost: {within: 1%, shown: true}
                  /name: {text: [case, blanks]}
                  /at: {within: 5s}
                  /trace: ignored
                limits: {mismatches: 1%, errors: 0.5%, window: 10m, calls: 200, back: legacy}
                beside: [canary, live]
                fallback: never
                """);
        assertThat(read.hidesKey()).isTrue();
        assertThat(read.legacy().properties()).isEqualTo(Map.of("password", "resolved"));
        assertThat(read.legacy()).hasToString("kamelet:erp-question-action");
        assertThat(read.start()).isEqualTo(SwitchPosition.canary(new BigDecimal("2.5")));
        assertThat(read.limits())
                .isEqualTo(new Limits(
                        BigDecimal.ONE, new BigDecimal("0.5"), Duration.ofMinutes(10), 200, SwitchMode.LEGACY));
        assertThat(read.fallback()).isEmpty();
        assertThat(read.beside()).containsExactlyInAnyOrder(SwitchMode.CANARY, SwitchMode.LIVE);
    }

    @Test
    void every_mistake_is_told_with_its_line_and_what_is_allowed() {
        assertThatThrownBy(() -> read("""
                capability: Order Sourcing
                key: id
                legacy: {endpoint: "ftp:old", timeout: soon}
                modern: {endpoint: "bean:new", kamelet: new-action}
                start: canary 120%
                compare:
                  lines: ignored
                  /a: perhaps
                  /b: {within: little, list: by sku, text: colour, shown: maybe}
                limits: {mismatches: 101%, calls: 0, back: live, windov: 5m}
                beside: [shadow]
                fallbak: never
                """))
                .isInstanceOfSatisfying(ErpConfigException.class, wrong -> assertThat(wrong.problems())
                        .map(line -> line.replaceFirst(";.*", ""))
                        .containsExactlyInAnyOrder(
                                "x.capability.yaml:1: capability: 'Order Sourcing' is not allowed",
                                "x.capability.yaml:2: key: 'id' is no JSON pointer",
                                "x.capability.yaml:3: legacy.endpoint: is none that can be asked",
                                "x.capability.yaml:3: legacy.timeout: 'soon' is no such time",
                                "x.capability.yaml:4: modern: has both endpoint and kamelet",
                                "x.capability.yaml:5: start: 'canary 120%' is no such mode",
                                "x.capability.yaml:7: compare.lines: is no place in an answer",
                                "x.capability.yaml:8: compare./a: 'perhaps' is no rule",
                                "x.capability.yaml:9: compare./b.within: 'little' is no tolerance",
                                "x.capability.yaml:9: compare./b.list: 'by sku' is not allowed",
                                "x.capability.yaml:9: compare./b.text: 'colour' is not allowed",
                                "x.capability.yaml:9: compare./b.shown: 'maybe' is neither",
                                "x.capability.yaml:10: limits.mismatches: '101%' is no share",
                                "x.capability.yaml:10: limits.calls: '0' is not allowed",
                                "x.capability.yaml:10: limits.back: 'live' is not allowed",
                                "x.capability.yaml:10: limits.windov: unknown key",
                                "x.capability.yaml:11: beside: 'shadow' is not allowed",
                                "x.capability.yaml:12: fallbak: unknown key"));
    }

    @Test
    void a_secret_that_is_not_there_is_told_without_starting() {
        assertThatThrownBy(() -> read("""
                capability: a
                key: /id
                legacy: {kamelet: k-action, properties: {password: "{{secret:none}}"}}
                modern: {endpoint: "bean:new"}
                """))
                .isInstanceOfSatisfying(ErpConfigException.class, wrong -> assertThat(wrong.problems())
                        .isEqualTo(List.of(
                                "x.capability.yaml:3: legacy.properties.password: cannot be resolved: there is none")));
    }

    private SwitchedCapability read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("x.capability.yaml"), yaml);
        return CapabilityReader.read(file, text -> {
            if (text.contains("none")) {
                throw new IllegalArgumentException("there is none");
            }
            return text.replace("{{secret:erp}}", "resolved");
        });
    }
}
