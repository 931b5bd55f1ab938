package io.crossdock.backbone;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives a test class that is {@link OnBackbone} the one backbone of its JVM, as a parameter. */
final class BackboneExtension implements BeforeAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        Part[] wanted = AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), OnBackbone.class, context.getEnclosingTestClasses())
                .map(OnBackbone::value)
                .orElseThrow();
        backbone(context).require(wanted);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Backbone.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return backbone(context);
    }

    /** The root's store is closed, and what it holds with it, when the last test class has run. */
    private static Backbone backbone(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(BackboneExtension.class))
                .getOrComputeIfAbsent(Backbone.class, type -> Backbone.start(), Backbone.class);
    }
}
