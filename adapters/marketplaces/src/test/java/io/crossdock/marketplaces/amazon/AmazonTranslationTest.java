package io.crossdock.marketplaces.amazon;

import io.crossdock.conformance.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AmazonTranslationTest {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.of("amazon", new AmazonTranslation());
    }
}
