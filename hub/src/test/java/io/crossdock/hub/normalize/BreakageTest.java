package io.crossdock.hub.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.fetch.FetchAction;
import io.crossdock.hub.fetch.Fetched;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Translation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What breaks on a buyer's data is logged with its place and without the data. */
class BreakageTest {

    private static final Channel CHANNEL =
            new Channel(new ChannelId("till"), "square", "EUR", List.of(), Map.of(), Map.of());
    private static final List<Journaled> BATCH = List.of(new Journaled(
            new InboundRecord(
                    CHANNEL.id(), "e-1", "order", "1", "application/json", "{}".getBytes(UTF_8), Instant.EPOCH, null),
            0,
            7));

    private final DefaultCamelContext context = new DefaultCamelContext();

    BreakageTest() {
        context.getRegistry().bind("channels", (ChannelLookup) name -> CHANNEL);
    }

    @Test
    void a_translation_that_breaks_is_logged_without_the_data_that_broke_it() {
        // given
        TranslateAction action = new TranslateAction();
        action.setCamelContext(context);
        action.setChannel("till");
        action.setTranslation(new BrokenTranslation());
        // when
        String log = logOf(TranslateAction.class, () -> action.translate(BATCH));
        // then
        assertThat(log)
                .contains("at 0:7 broke", "java.lang.IllegalStateException", "caused by", "NumberFormatException")
                .contains("BrokenTranslation.translate(BreakageTest.java")
                .doesNotContain("Alma");
    }

    @Test
    void a_fetch_that_breaks_is_logged_without_the_data_that_broke_it() {
        // given
        FetchAction action = new FetchAction();
        action.setCamelContext(context);
        action.setChannel("till");
        action.setUrl("http://127.0.0.1:9");
        action.setFetch((thin, channel, api) -> {
            throw broken();
        });
        // when
        String log = logOf(FetchAction.class, () -> {
            List<Fetched> fetched = action.fetch(BATCH);
            assertThat(fetched.get(0).failure().map(Failure::kind)).contains(Failure.Kind.UNMAPPABLE);
            return fetched;
        });
        // then
        assertThat(log)
                .contains("at 0:7 broke", "java.lang.IllegalStateException")
                .doesNotContain("Alma");
    }

    private static String logOf(Class<?> type, Supplier<?> step) {
        Logger logger = (Logger) LoggerFactory.getLogger(type);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            step.get();
        } finally {
            logger.detachAppender(appender);
        }
        assertThat(appender.list).hasSize(1);
        ILoggingEvent logged = appender.list.get(0);
        String thrown = logged.getThrowableProxy() == null
                ? ""
                : logged.getThrowableProxy().getMessage();
        return logged.getFormattedMessage() + thrown;
    }

    private static IllegalStateException broken() {
        return new IllegalStateException("no name: Alma Sample", new NumberFormatException("Alma Sample"));
    }

    private static final class BrokenTranslation implements Translation {
        @Override
        public List<CanonicalEvent> translate(InboundRecord inbound, Channel channel) {
            throw broken();
        }
    }
}
