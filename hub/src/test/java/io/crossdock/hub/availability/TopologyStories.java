package io.crossdock.hub.availability;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Stories about one topology that begins with nothing. */
abstract class TopologyStories {

    @TempDir
    Path state;

    TopologyUnderTest hub;

    @BeforeEach
    void start() {
        hub = new TopologyUnderTest(state);
    }

    @AfterEach
    void stop() {
        hub.close();
    }
}
