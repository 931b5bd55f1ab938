package io.crossdock.spi;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;

/**
 * Unknown members are skipped where they stand. Switching off {@code FAIL_ON_UNKNOWN_PROPERTIES} does not do that for
 * records: Jackson keeps a copy of every unknown member until the constructor has been called, a tenth of the work of
 * reading an order.
 */
final class SkippedUnknown extends SimpleModule {

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new NopAnnotationIntrospector() {
            @Override
            public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
                return JsonIgnoreProperties.Value.forIgnoreUnknown(true);
            }
        });
    }
}
