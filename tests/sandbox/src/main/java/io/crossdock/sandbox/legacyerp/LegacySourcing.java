package io.crossdock.sandbox.legacyerp;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.ErrorForms;
import io.crossdock.sandbox.http.Reply;
import io.crossdock.sandbox.http.Route;
import io.crossdock.sandbox.http.SandboxServer;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The ERP's one service of this century: {@code POST /beschaffung} says which warehouse ships which order line. It looks at
 * each line alone and takes the warehouse that has most of the article, whole or not at all.
 */
public final class LegacySourcing implements AutoCloseable {

    /** For {@link Faults}. */
    public static final String OPERATION = "beschaffung";

    private final LegacyErp erp;
    private final Faults faults = new Faults();
    private final SandboxServer server;

    public LegacySourcing(LegacyErp erp) {
        this.erp = erp;
        Ledger ledger =
                new Ledger(Setup.of("legacy-erp", List.of(), "EUR", new Random(1), Clock.systemUTC()), List.of("main"));
        server = new SandboxServer(
                "legacy-erp",
                List.of(Route.of("POST", "/beschaffung", OPERATION, call -> {}, this::source)),
                new Errors(),
                faults,
                ledger);
    }

    public URI url() {
        return server.url().resolve("/beschaffung");
    }

    public Faults faults() {
        return faults;
    }

    /** Requests that came in. */
    public long calls() {
        return server.calls();
    }

    private Reply source(Call call) {
        JsonNode order = call.json().orElse(null);
        if (order == null || !order.path("positionen").isArray()) {
            return new Errors().failed(400);
        }
        try {
            Map<String, Map<String, BigDecimal>> levels = erp.levels();
            List<Map<String, Object>> shipped = new ArrayList<>();
            List<Map<String, Object>> open = new ArrayList<>();
            for (JsonNode line : order.get("positionen")) {
                String number = line.path("posnr").asText();
                BigDecimal quantity = line.path("menge").decimalValue();
                levels.getOrDefault(line.path("artnr").asText(), Map.of()).entrySet().stream()
                        .filter(level -> level.getValue().compareTo(quantity) >= 0)
                        .max(Map.Entry.<String, BigDecimal>comparingByValue()
                                .thenComparing(Map.Entry.<String, BigDecimal>comparingByKey(Comparator.reverseOrder())))
                        .ifPresentOrElse(
                                best -> shipped.add(Map.of("posnr", number, "lager", best.getKey(), "menge", quantity)),
                                () -> open.add(Map.of("posnr", number, "menge", quantity)));
            }
            return Reply.json(200, Map.of("positionen", shipped, "offen", open));
        } catch (SQLException e) {
            return new Errors().failed(500);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /** {@code {"fehler": 500}}. */
    private static final class Errors implements ErrorForms {

        @Override
        public Reply notFound(Call call) {
            return failed(404);
        }

        @Override
        public Reply throttled(Duration retryAfter) {
            return failed(429);
        }

        @Override
        public Reply failed(int status) {
            return Reply.json(status, Map.of("fehler", status));
        }
    }
}
