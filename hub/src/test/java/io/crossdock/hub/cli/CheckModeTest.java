package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a channel begins, what its brake holds and how late it may be is in the channel file, and checked like the rest of it. */
class CheckModeTest {

    @TempDir
    Path folder;

    @Test
    void a_channel_may_observe_first_and_have_a_brake() {
        for (String right : new String[] {
            "start: observe",
            "start: live",
            "brake: {zero: 20%}",
            "brake: {price: 5%, far: 150%, window: 10m}",
            "resync: 7d",
            "serviceLevel: {p99: 1s}",
            "serviceLevel: {p99: 800ms, window: 15m}"
        }) {
            assertThat(with(right).check()).as(right).isZero();
        }
    }

    @Test
    void what_does_not_fit_is_told() {
        told("start: paused", "start: 'paused' does not fit; allowed: observe, live");
        told("brake: {zero: 100%}", "brake.zero: '100%' does not fit; allowed: 1% to 99%");
        told("brake: {price: 5%, window: 1d}", "brake.window: '1d' is no time; allowed: such as 10m or 1h");
        told("brake: {far: 5%}", "brake: holds nothing; allowed: zero: 20%, price: 30%, or leave it out");
        told("resync: often", "resync: 'often' is no time in range; allowed: such as 15m or 2h, from 1h to 8760h");
        told(
                "serviceLevel: {p99: 2h}",
                "serviceLevel.p99: '2h' does not fit; allowed: a time such as 800ms, 1s or 2m, from 10ms to 1h");
        told("serviceLevel: {window: 15m}", "serviceLevel.p99: is missing; allowed: a time such as 1s");
        told(
                "serviceLevel: {p99: 1s, window: 10s}",
                "serviceLevel.window: '10s' is no time in range; allowed: such as 15m or 2h, from 1m to 24h");
        told("serviceLevel: {p95: 1s, p99: 1s}", "serviceLevel.p95: unknown key; allowed: p99, window");
        told("brake: {zero: 5%, cap: 3}", "brake.cap: unknown key; allowed: far, price, window, zero");
    }

    private void told(String line, String mistake) {
        Invocation crossdock = with(line);
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes()).containsExactly("acme-eu.channel.yaml: " + mistake);
    }

    private Invocation with(String line) {
        Invocation crossdock = new Invocation(folder);
        crossdock.channelWith("currency: EUR", "currency: EUR\n" + line);
        return crossdock;
    }
}
