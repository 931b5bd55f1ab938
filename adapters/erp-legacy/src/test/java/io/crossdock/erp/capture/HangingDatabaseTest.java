package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.SampleMapping;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that accepts connections and never says a word. */
class HangingDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void a_capture_stops_within_its_deadline_though_the_database_does_not_answer() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            // given
            ErpCapture capture = new ErpCapture(
                    config(mute),
                    OffsetStorage.file(folder.resolve("offsets")),
                    changes -> ChangeHandler.Storing.DONE,
                    Clock.systemUTC());
            capture.start();
            try (Socket connected = mute.accept()) {
                assertThat(connected.getInputStream().read()).isNotNegative();
                // when
                Instant asked = Instant.now();
                capture.stop();
                capture.stop();
                // then
                assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(8));
                assertThat(capture.state().phase()).isEqualTo(CaptureState.Phase.STOPPED);
            }
        }
    }

    @Test
    void a_database_that_does_not_answer_is_told() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            // given
            ErpCapture capture = new ErpCapture(
                    config(mute),
                    OffsetStorage.file(folder.resolve("offsets")),
                    changes -> ChangeHandler.Storing.DONE,
                    Clock.systemUTC());
            // when
            capture.start();
            // then
            await().atMost(Duration.ofSeconds(90)).until(() -> capture.state().phase() == CaptureState.Phase.DOWN);
            capture.stop();
        }
    }

    private static ErpConfig config(ServerSocket database) {
        return SampleMapping.read("127.0.0.1", database.getLocalPort(), "erp", "erp", "erp", "only for tests");
    }
}
