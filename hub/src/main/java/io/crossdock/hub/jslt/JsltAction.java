package io.crossdock.hub.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.channel.Checkable;
import io.crossdock.hub.normalize.TranslateAction;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Offer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;

/**
 * The bean of a Kamelet without Java: records become events by the expression {@code events}, a list of offers becomes
 * the body of one request by the expression {@code offers}, an answer becomes listings by the expression {@code listings}.
 * Where the API answers later, {@code ticket} and {@code outcome} read its answers. Each is compiled once.
 */
public class JsltAction implements CamelContextAware, Checkable {

    private final TranslateAction translate = new TranslateAction();
    private String channel;
    private Expression offers;
    private Expression listings;
    private Expression ticket;
    private Expression outcome;
    private Expression events;
    private int revision = 1;

    /**
     * @return what {@link TranslateAction} gives for records; the UTF-8 JSON of a request for a list of {@link Offer}; a
     *     {@link io.crossdock.spi.ListingReader.Page} for an {@link Answer}; what the expression gives for a
     *     {@link PushAnswer}
     */
    @Handler
    public Object translate(Object body) {
        if (body instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Offer) {
            return Json.write(request(list));
        }
        if (body instanceof Answer answer) {
            if (listings == null) {
                throw new IllegalStateException("the Kamelet has no expression 'listings' to read an answer with");
            }
            return new JsltListings(listings).page(answer, ChannelLookup.in(getCamelContext(), channel));
        }
        if (body instanceof PushAnswer answer) {
            return read(answer);
        }
        if (events == null) {
            throw new IllegalStateException("the Kamelet has no expression 'events' to translate records with");
        }
        return translate.translate(body);
    }

    private JsonNode read(PushAnswer answer) {
        Expression expression = answer.expression().equals(PushAnswer.TICKET) ? ticket : outcome;
        if (expression == null) {
            throw new IllegalStateException(
                    "the Kamelet has no expression '" + answer.expression() + "' to read an answer with");
        }
        String system = ChannelLookup.in(getCamelContext(), channel).system();
        JsonNode body = Json.read(answer.answer().body(), system, "push", JsonNode.class);
        try {
            return expression.apply(body);
        } catch (JsltException e) {
            // JSLT's own messages quote the value. Malformed: the partner may have done what it was asked for.
            throw Failure.malformed(
                    system, "push", "", "the expression '" + answer.expression() + "' fails on the answer");
        }
    }

    private JsonNode request(List<?> list) {
        if (offers == null) {
            throw new IllegalStateException("the Kamelet has no expression 'offers' to translate offers with");
        }
        try {
            return offers.apply(Json.tree(list));
        } catch (JsltException e) {
            // The message of JSLT quotes the value.
            throw new IllegalStateException("the expression 'offers' fails on the offers");
        }
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        for (String expression : List.of("events", "offers", "listings", PushAnswer.TICKET, PushAnswer.OUTCOME)) {
            if (settings.containsKey(expression)) {
                try {
                    compiled(settings.get(expression));
                } catch (IllegalArgumentException e) {
                    mistakes.put(expression, e.getMessage());
                }
            }
        }
        return mistakes;
    }

    /** @throws IllegalArgumentException saying on one line where the expression is wrong */
    static Expression compiled(String expression) {
        try {
            return Parser.compileString(expression);
        } catch (JsltException e) {
            throw new IllegalArgumentException(
                    "does not compile: "
                            + e.getMessage().lines().findFirst().orElse("").strip(),
                    e);
        }
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
        this.channel = channel;
        translate.setChannel(channel);
    }

    /** Raised whenever a mended expression gives other events for the same record. */
    public void setRevision(int revision) {
        this.revision = revision;
        apply();
    }

    /** Record to an array of events. */
    public void setEvents(String events) {
        this.events = compiled(events);
        apply();
    }

    /** Array of offers to a request's body. */
    public void setOffers(String offers) {
        this.offers = compiled(offers);
    }

    /** Answer of the API that shows what is offered to listings and the next page. */
    public void setListings(String listings) {
        this.listings = compiled(listings);
    }

    /** Answer to a push to a ticket. */
    public void setTicket(String ticket) {
        this.ticket = compiled(ticket);
    }

    /** Answer to the question what became of a push to results. */
    public void setOutcome(String outcome) {
        this.outcome = compiled(outcome);
    }

    private void apply() {
        if (events != null) {
            translate.setTranslation(new JsltTranslation(events, revision));
        }
    }
}
