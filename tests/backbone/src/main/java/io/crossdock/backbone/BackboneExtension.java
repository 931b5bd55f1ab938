package io.crossdock.backbone;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives a test class that is {@link OnBackbone} the one backbone of its JVM, as a parameter. It ends with the JVM, as
 * every {@link RunFolder} does: a store of JUnit's would be closed after each class where Surefire, with more than one
 * fork, hands its JVMs one class at a time.
 */
final class BackboneExtension implements BeforeAllCallback, ParameterResolver {

    private static Backbone shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        Part[] wanted = AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), OnBackbone.class, context.getEnclosingTestClasses())
                .map(OnBackbone::value)
                .orElseThrow();
        backbone().require(wanted);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Backbone.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return backbone();
    }

    private static Backbone backbone() {
        synchronized (BackboneExtension.class) {
            if (shared == null) {
                shared = Backbone.start();
            }
            return shared;
        }
    }
}
