package io.crossdock.sandbox.legacyerp;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.ErrorForms;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Reply;
import io.crossdock.sandbox.http.Route;
import io.crossdock.sandbox.http.SandboxServer;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What the ERP's maker sold as its API: {@code POST /auftraege} books an order at once, {@code GET /auftraege/<referenz>}
 * tells whether it has one. A bearer token, an Idempotency-Key, 422 with a text for what it does not take, 409 for a
 * reference that it has.
 */
public final class LegacyOrderApi implements AutoCloseable {

    /** For {@link Faults}: a new order. */
    public static final String ENTER = "auftrag";

    /** For {@link Faults}: the question for one. */
    public static final String LOOK_UP = "auftrag-lesen";

    private final LegacyErp erp;
    private final String token;
    private final Faults faults = new Faults();
    private final Ledger ledger;
    private final SandboxServer server;
    private final List<String> keys = new ArrayList<>();
    private final Set<String> fatal = new HashSet<>();

    public LegacyOrderApi(LegacyErp erp, String token) {
        this.erp = erp;
        this.token = token;
        ledger =
                new Ledger(Setup.of("legacy-erp", List.of(), "EUR", new Random(1), Clock.systemUTC()), List.of("main"));
        server = new SandboxServer(
                "legacy-erp",
                List.of(
                        Route.of("POST", "/auftraege", ENTER, this::guard, this::enter),
                        Route.of("GET", "/auftraege/(?<referenz>[^/]+)", LOOK_UP, this::guard, this::lookUp)),
                new Errors(),
                faults,
                ledger);
    }

    public URI url() {
        return server.url();
    }

    public Faults faults() {
        return faults;
    }

    /** Requests that came in. */
    public long calls() {
        return server.calls();
    }

    /** The Idempotency-Keys of the orders that were booked, in their order. */
    public synchronized List<String> booked() {
        return List.copyOf(keys);
    }

    /** From now on it answers 500 to any order of that article. */
    public synchronized void failAt(String article) {
        fatal.add(article);
    }

    /** Its maker has mended all that it failed at. */
    public synchronized void mend() {
        fatal.clear();
    }

    private void guard(Call call) {
        if (!call.header("authorization").orElse("").equals("Bearer " + token)) {
            throw new Refused(Reason.UNAUTHORIZED, "", refusal(401, "wer sind Sie?"));
        }
    }

    private synchronized Reply enter(Call call) {
        JsonNode order = call.json().orElseThrow(() -> malformed("kein JSON"));
        String reference = order.path("referenz").asText();
        String key = call.header("idempotency-key").orElseThrow(() -> malformed("kein Idempotency-Key"));
        if (reference.isEmpty()
                || !order.path("positionen").isArray()
                || order.path("positionen").isEmpty()) {
            throw malformed("referenz und positionen fehlen");
        }
        try {
            if (erp.bookedOrders().contains(reference)) {
                return refusal(409, "referenz ist bekannt");
            }
            List<LegacyErp.Line> lines = new ArrayList<>();
            for (JsonNode line : order.get("positionen")) {
                String article = line.path("artnr").asText();
                if (fatal.contains(article)) {
                    return refusal(
                            500,
                            "E900 Programmabbruch bei " + article + " fuer "
                                    + order.path("name").asText());
                }
                if (!erp.prices().containsKey(article)) {
                    throw new Refused(
                            Reason.UNKNOWN,
                            article,
                            refusal(
                                    422,
                                    "E001 unbekannter Artikel " + article + " fuer "
                                            + order.path("name").asText()));
                }
                lines.add(new LegacyErp.Line(
                        article,
                        line.path("lager").asText("H1"),
                        new BigDecimal(line.path("menge").asText())));
            }
            int number = erp.book(reference, lines);
            keys.add(key);
            return Reply.json(201, Map.of("aufnr", number));
        } catch (SQLException e) {
            return new Errors().failed(500);
        }
    }

    private Reply lookUp(Call call) {
        try {
            String reference = call.path().get("referenz");
            return erp.bookedOrders().contains(reference)
                    ? Reply.json(200, Map.of("referenz", reference))
                    : refusal(404, "unbekannt");
        } catch (SQLException e) {
            return new Errors().failed(500);
        }
    }

    private static Refused malformed(String what) {
        return new Refused(Reason.MALFORMED, "", refusal(400, what));
    }

    private static Reply refusal(int status, String what) {
        return Reply.json(status, Map.of("fehler", Map.of("text", what)));
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class Errors implements ErrorForms {

        @Override
        public Reply notFound(Call call) {
            return refusal(404, "kein solcher Dienst");
        }

        @Override
        public Reply throttled(Duration retryAfter) {
            return refusal(429, "langsamer");
        }

        @Override
        public Reply failed(int status) {
            return refusal(status, "intern");
        }
    }
}
