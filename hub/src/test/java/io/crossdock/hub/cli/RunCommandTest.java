package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunCommandTest {

    @Test
    void one_channel_is_one_channel() {
        assertThat(RunCommand.running(1, "https://hub.example"))
                .isEqualTo("crossdock: running, 1 channel, webhooks on https://hub.example/in/<channel>");
        assertThat(RunCommand.running(2, "https://hub.example")).contains("running, 2 channels, ");
        assertThat(RunCommand.running(0, "https://hub.example")).contains("running, 0 channels, ");
    }
}
