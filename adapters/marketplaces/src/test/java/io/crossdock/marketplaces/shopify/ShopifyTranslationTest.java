package io.crossdock.marketplaces.shopify;

import io.crossdock.conformance.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ShopifyTranslationTest {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.of("shopify", new ShopifyTranslation());
    }
}
