package io.crossdock.conformance;

import io.crossdock.spi.Translation;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests that a translation passes: its scenario files, each held against the laws of {@link TranslationLaws}.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> scenarios() {
 *     return Scenarios.of("shopify", new ShopifyTranslation());
 * }
 * }</pre>
 */
public final class Scenarios {

    private Scenarios() {}

    /** @param folder below {@code src/test/resources/scenarios}; also the channel's system where a file names none */
    public static Stream<DynamicTest> of(String folder, Translation translation) {
        return ScenarioFile.in(folder, translation.getClass().getClassLoader()).stream()
                .map(file -> test(file, folder, translation));
    }

    private static DynamicTest test(Path file, String folder, Translation translation) {
        Scenario scenario = ScenarioFile.read(file);
        return DynamicTest.dynamicTest(scenario.scenario(), file.toUri(), () -> check(scenario, folder, translation));
    }

    static void check(Scenario scenario, String folder, Translation translation) {
        Trial trial = Trial.of(scenario, folder, translation);
        Expectation.check(scenario, trial.outcome());
        TranslationLaws.check(trial);
    }
}
