package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.ChannelLookup;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Camel with some of one channel's Kamelets and nothing else, in a process that runs nothing else. */
final class LoneChannel implements AutoCloseable {

    private final Main camel = new Main();
    private final CountDownLatch closing = new CountDownLatch(1);

    private LoneChannel() {}

    /** @param properties Camel's own, with the values of the Kamelets */
    static LoneChannel start(ChannelConfig channel, Properties properties) throws Exception {
        LoneChannel lone = new LoneChannel();
        try {
            lone.camel.configure().setUseMdcLogging(false);
            lone.camel.setOverrideProperties(properties);
            lone.camel.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeInitialize(BaseMainSupport main) {
                    main.getCamelContext().getRegistry().bind("channels", (ChannelLookup)
                            name -> name.equals(channel.id().value()) ? channel.channel() : null);
                }
            });
            lone.camel.start();
            return lone;
        } catch (Exception e) {
            lone.close();
            throw e;
        }
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    /** Open once no request may begin any more. */
    CountDownLatch closing() {
        return closing;
    }

    /** @throws InterruptedException when it was closed */
    void pause(Duration duration) throws InterruptedException {
        if (closing.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        camel.stop();
    }
}
