package io.crossdock.hub.main;

import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.partner.PartnerOrdersSandbox;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A partner whose API is polled, and what a hub that polls it is set up with. */
final class PolledPartner implements AutoCloseable {

    /** A channel file with the name {@code polled}; seven orders a page. */
    static final String FILE = file("polled") + """
              query: per_page=7
              interval: 200ms
              requests: 200/s
            """;

    /** A channel file that ends with its source and has no pace yet. */
    static String file(String channel) {
        return """
            channel: %s
            system: acme
            currency: EUR
            locations: [hamburg]
            source:
              transport: http-poll
              url: "{{env:PARTNER}}/api/orders"
              sinceParameter: updated_since
              timePointer: /updated_at
              itemsPointer: /orders
              paging: token
              pageParameter: after
              nextPointer: /next
              morePointer: /has_more
              keyPointer: /ref
              kind: order
              deliveryIdPointer: /ref
              versionPointer: /rev
              auth: oauth2-client-credentials
              tokenUrl: "{{env:PARTNER}}/oauth/token"
              clientId: "{{env:CLIENT}}"
              clientSecret: "{{secret:client}}"
            """.formatted(channel);
    }

    private final PartnerOrdersSandbox api = new PartnerOrdersSandbox(
            Setup.of("acme", List.of(CatalogueItem.of("A-1", "9.90", 10)), "EUR", new Random(7), Clock.systemUTC()));

    PartnerOrdersSandbox api() {
        return api;
    }

    /** @param prefix of the topics: hubs with the same are processes of one */
    Map<String, String> environment(String prefix) {
        return Map.of(
                "PARTNER",
                api.url().toString(),
                "CLIENT",
                api.clientId(),
                "CROSSDOCK_SECRET_CLIENT",
                api.clientSecret(),
                "CROSSDOCK_PREFIX",
                prefix);
    }

    @Override
    public void close() {
        api.close();
    }
}
