package io.crossdock.hub.normalize;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.InvalidEventException;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.NoKeyException;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Translation;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;

/**
 * Translates and validates; a bean of every {@code <system>-translate-action} Kamelet. One record's failure is its own:
 * the rest of a batch goes on.
 */
public class TranslateAction implements CamelContextAware {

    private CamelContext camelContext;
    private String channel;
    private Translation translation;

    /**
     * @param body a list of {@link Journaled}, or one {@link InboundRecord}
     * @return a list of {@link Translated}, made while it is gone through, so that Kafka has the first while the last are
     *     still to be made; or the one record's events
     * @throws Failure what is wrong with the one record
     */
    @Handler
    public Object translate(Object body) {
        Channel known = ChannelLookup.in(camelContext, channel);
        if (body instanceof InboundRecord inbound) {
            return valid(inbound, known);
        }
        Sealing sealing = Encryption.in(camelContext.getRegistry());
        return new MadeAhead<>((List<?>) body, each -> translate((Journaled) each, known, sealing), SpareCores.SHARED);
    }

    private Translated translate(Journaled journaled, Channel known, Sealing sealing) {
        try {
            Optional<InboundRecord> inbound = journaled.opened(sealing, known);
            List<CanonicalEvent> events = inbound.isPresent() ? valid(inbound.get(), known) : List.of();
            return Translated.to(journaled, known, translation.revision(), events);
        } catch (NoKeyException e) {
            // No fault of the record's: it waits, and its batch with it.
            throw e;
        } catch (Failure failure) {
            return Translated.failed(journaled, known, translation.revision(), failure);
        } catch (RuntimeException e) {
            Failure failure = Breakage.of("the translation", journaled, known, e);
            return Translated.failed(journaled, known, translation.revision(), failure);
        }
    }

    private List<CanonicalEvent> valid(InboundRecord inbound, Channel known) {
        List<CanonicalEvent> events = new OurSkus(inbound, known).in(translation.translate(inbound, known));
        try {
            events.forEach(EventValidation::check);
        } catch (InvalidEventException e) {
            throw Failure.unmappable(known.system(), inbound.kind(), inbound.key(), e.getMessage());
        }
        events.stream().filter(TranslateAction::hasNoPlace).findFirst().ifPresent(event -> {
            throw Failure.unmappable(
                    known.system(),
                    inbound.kind(),
                    inbound.key(),
                    event.type().value() + ": without a sequence it cannot be told from an older one");
        });
        return events;
    }

    /** Who reads it later could only skip it, and nobody would notice. */
    private static boolean hasNoPlace(CanonicalEvent event) {
        boolean compared = event.data() instanceof StockCounted
                || event.data() instanceof StockExpected
                || event.data() instanceof PriceChanged
                || event.data() instanceof OrderBooked;
        return compared && event.sequence() == null;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public void setTranslation(Translation translation) {
        this.translation = translation;
    }
}
