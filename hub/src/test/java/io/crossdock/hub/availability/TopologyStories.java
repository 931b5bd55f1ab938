package io.crossdock.hub.availability;

import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import java.math.BigDecimal;
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

    static LocationStock stock(String location, int onHand, int reserved) {
        return new LocationStock(new LocationId(location), BigDecimal.valueOf(onHand), BigDecimal.valueOf(reserved));
    }
}
