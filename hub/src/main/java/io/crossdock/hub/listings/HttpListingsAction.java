package io.crossdock.hub.listings;

import io.crossdock.hub.sync.ChannelAction;
import io.crossdock.hub.sync.Lease;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.ListingReader;
import io.crossdock.spi.Request;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;

/**
 * The bean of {@code http-listings-action}: what a partner who writes no Java shows. The partner's translate Kamelet
 * makes listings of each answer; everything else is settings.
 */
public final class HttpListingsAction extends ChannelAction {

    private static final String OPERATION = "listings";

    private String translate;
    private String pageParameter = "page";

    /**
     * @param lease null where nothing holds the requests back
     * @throws Failure what the partner or the expression did wrong
     */
    @Handler
    public ListingReader.Page read(@Body ListingReader.Asked asked, @ExchangeProperty(Lease.PROPERTY) Lease lease) {
        Destination from = destination().under(lease);
        Request request = Request.get(
                OPERATION,
                "",
                asked.page().map(page -> Map.of(pageParameter, page)).orElse(Map.of()));
        Answer answer = from.api().call(request);
        String system = from.channel().system();
        if (!answer.isSuccess()) {
            throw Failure.rejected(system, OPERATION, "", "status " + answer.status());
        }
        Exchange made = translated(translate, from.channel(), OPERATION, answer);
        Exception exception = made.getException();
        if (exception == null && made.getMessage().getBody() instanceof ListingReader.Page page) {
            return page;
        }
        String why = exception == null ? "" : " (" + exception.getClass().getSimpleName() + ")";
        throw Failure.unmappable(system, OPERATION, "", "the translation gave no listings" + why);
    }

    /** @param translate the name of the system's translate Kamelet: given an answer, it gives a page of listings */
    public void setTranslate(String translate) {
        this.translate = translate;
    }

    public void setPageParameter(String pageParameter) {
        this.pageParameter = pageParameter == null || pageParameter.isBlank() ? "page" : pageParameter;
    }
}
