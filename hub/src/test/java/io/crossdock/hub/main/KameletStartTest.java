package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.SimpleMain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kamelet that could never work does not start, in this hub or in any other Camel, where nothing was checked before. */
class KameletStartTest {

    @Test
    void a_mistyped_webhook_secret_stops_the_start_and_is_not_shown() {
        // when
        String told = told(
                "kamelet:webhook-source/in",
                Map.of(
                        "camel.kamelet.webhook-source.in.channel", "acme-eu",
                        "camel.kamelet.webhook-source.in.scheme", "standard-webhooks",
                        "camel.kamelet.webhook-source.in.secret", "whsec_mis*typed"));
        // then
        assertThat(told).contains("the webhook secret must be base64").doesNotContain("mis*typed");
    }

    @Test
    void an_expression_that_does_not_compile_stops_the_start_and_is_told_with_its_kamelet(@TempDir Path folder)
            throws Exception {
        // given
        String good =
                Files.readString(Path.of("src/test/resources/channels/kamelets/acme-translate-action.kamelet.yaml"));
        Files.writeString(
                folder.resolve("acme-translate-action.kamelet.yaml"),
                good.replace("get-key($types, .type)", "get-kye($types, .type)"));
        // when
        String told = told(
                "timer:never?delay=3600000",
                Map.of(
                        "camel.component.kamelet.location",
                        "file:" + folder,
                        "camel.kamelet.acme-translate-action.t.channel",
                        "acme-eu"));
        // then
        assertThat(told)
                .contains("acme-translate-action")
                .contains("does not compile")
                .contains("get-kye");
    }

    /** The messages of whatever stopped a Camel with this route from starting. */
    private static String told(String from, Map<String, String> properties) {
        DefaultCamelContext context = new DefaultCamelContext();
        SimpleMain main = new SimpleMain(context);
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", "0");
        properties.forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                if (from.startsWith("timer")) {
                    from(from).to("kamelet:acme-translate-action/t");
                } else {
                    from(from).log("never");
                }
            }
        });
        try {
            Throwable stopped = catchThrowable(main::start);
            assertThat(stopped).isNotNull();
            StringBuilder messages = new StringBuilder();
            for (Throwable cause = stopped; cause != null; cause = cause.getCause()) {
                messages.append(cause.getMessage()).append('\n');
            }
            return messages.toString();
        } finally {
            main.stop();
            context.stop();
        }
    }
}
