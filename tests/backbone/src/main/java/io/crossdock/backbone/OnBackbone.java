package io.crossdock.backbone;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs these parts. It may take a {@link Backbone} as parameter of its constructor and methods.
 *
 * <p>All such classes of a JVM share one backbone, so each uses topics, databases and queues of its own; one that kills
 * a part starts it again.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(BackboneExtension.class)
public @interface OnBackbone {

    Part[] value();
}
