package io.crossdock.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the test of an adapter looks like. */
class KioskConformanceTest {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.of("kiosk", new KioskTranslation());
    }
}
