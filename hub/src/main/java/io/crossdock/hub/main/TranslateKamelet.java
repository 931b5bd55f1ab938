package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.normalize.Journaled;
import io.crossdock.hub.normalize.Translated;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** A channel's translate Kamelet by itself, as the normalize route has it, without anything that takes in or sends. */
public final class TranslateKamelet implements AutoCloseable {

    private final Main camel = new Main();
    private final String uri;
    private final ProducerTemplate template;

    private TranslateKamelet(Settings settings, Channels all, ChannelConfig channel, Sealing sealing) throws Exception {
        uri = "kamelet:" + channel.translate().name() + "/" + channel.id() + "-translate";
        camel.configure().setUseMdcLogging(false);
        camel.setOverrideProperties(CamelSettings.ofTranslation(settings, channel));
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport main) {
                main.getCamelContext().getRegistry().bind("sealing", sealing);
                main.getCamelContext().getRegistry().bind("channels", (ChannelLookup)
                        name -> all.named(name).orElse(null));
            }
        });
        camel.start();
        template = camel.getCamelContext().createProducerTemplate();
    }

    /** @param sealing opens the journal's encrypted records */
    public static TranslateKamelet start(Settings settings, Channels all, ChannelConfig channel, Sealing sealing)
            throws Exception {
        return new TranslateKamelet(settings, all, channel, sealing);
    }

    /** @throws org.apache.camel.CamelExecutionException when the Kamelet itself is broken */
    @SuppressWarnings("unchecked")
    public List<Translated> translate(List<Journaled> batch) {
        return template.requestBody(uri, batch, List.class);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
