package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a channel begins and what its brake holds is in the channel file, and checked like the rest of it. */
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
            "resync: 7d"
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
