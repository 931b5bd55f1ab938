package io.crossdock.hub.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import io.crossdock.hub.normalize.TranslateAction;
import io.crossdock.spi.Json;
import io.crossdock.spi.Offer;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;

/**
 * The bean of a Kamelet without Java: records become events by the expression {@code events}, a list of offers becomes
 * the body of one request by the expression {@code offers}. Each is compiled once.
 */
public class JsltAction implements CamelContextAware {

    private final TranslateAction translate = new TranslateAction();
    private Expression offers;
    private Expression events;
    private int revision = 1;

    /** @return what {@link TranslateAction} gives for records; the UTF-8 JSON of a request for a list of {@link Offer} */
    @Handler
    public Object translate(Object body) {
        if (body instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Offer) {
            JsonNode request = offers.apply(Json.tree(list));
            return Json.write(request);
        }
        return translate.translate(body);
    }

    @Override
    public CamelContext getCamelContext() {
        return translate.getCamelContext();
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        translate.setCamelContext(camelContext);
    }

    public void setChannel(String channel) {
        translate.setChannel(channel);
    }

    /** Raised whenever a mended expression gives other events for the same record. */
    public void setRevision(int revision) {
        this.revision = revision;
        apply();
    }

    /** Record to an array of events. */
    public void setEvents(String events) {
        this.events = Parser.compileString(events);
        apply();
    }

    /** Array of offers to a request's body. */
    public void setOffers(String offers) {
        this.offers = Parser.compileString(offers);
    }

    private void apply() {
        if (events != null) {
            translate.setTranslation(new JsltTranslation(events, revision));
        }
    }
}
