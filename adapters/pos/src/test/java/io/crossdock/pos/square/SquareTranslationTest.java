package io.crossdock.pos.square;

import io.crossdock.conformance.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SquareTranslationTest {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.of("square", new SquareTranslation());
    }
}
