package io.crossdock.sandbox.partner;

import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.Reply;
import io.crossdock.sandbox.http.Route;
import io.crossdock.sandbox.http.SandboxServer;
import io.crossdock.sandbox.http.UrlText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A partner that sends nothing and is asked, an invented system whose only description is this:
 *
 * <ul>
 *   <li>{@code POST /oauth/token} gives access tokens by client credentials (RFC 6749, section 4.4).
 *   <li>{@code GET /api/orders} answers {@code {"orders": [...], "has_more": ..., "next": ...}}, changed first first.
 *       {@code updated_since} is inclusive; {@code per_page} is at most 50; a page is named by {@code page} from 1, by {@code
 *       skip}, or by {@code after}, the {@code next} of the page before, which the header {@code Link} holds too.
 * </ul>
 */
public final class PartnerOrdersSandbox implements AutoCloseable {

    public static final String LIST = "GET /api/orders";
    public static final String TOKEN = "POST /oauth/token";

    private static final int MOST_PER_PAGE = 50;

    /** An order as it was once; what the list shows of it until its next state. */
    public record State(String ref, int rev, Instant updatedAt, String json) {}

    private final Setup setup;
    private final String clientId;
    private final String clientSecret;
    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final SandboxServer server;
    private final Map<String, State> orders = new LinkedHashMap<>();
    private final List<State> states = new ArrayList<>();
    private final Set<String> tokens = new HashSet<>();
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private final AtomicInteger listsGiven = new AtomicInteger();
    private Runnable afterList = () -> {};
    private Optional<String> answer = Optional.empty();

    public PartnerOrdersSandbox(Setup setup) {
        this.setup = setup;
        clientId = "client-" + Ids.digits(setup.random(), 8);
        clientSecret = Ids.capitals(setup.random(), 32);
        ledger = new Ledger(setup, List.of("main"));
        server = new SandboxServer(
                setup.name(),
                List.of(
                        Route.of("POST", "/oauth/token", TOKEN, call -> {}, this::token),
                        Route.of("GET", "/api/orders", LIST, this::guard, this::list)),
                new PartnerErrors(),
                faults,
                ledger);
    }

    public URI url() {
        return server.url();
    }

    public String clientId() {
        return clientId;
    }

    public String clientSecret() {
        return clientSecret;
    }

    public Faults faults() {
        return faults;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Places the order or changes it, now. */
    public State put(String ref) {
        return put(ref, setup.clock().instant(), "");
    }

    /** With a time of its own, as of a change that shows late. */
    public State put(String ref, Instant updatedAt) {
        return put(ref, updatedAt, "");
    }

    /** @param note makes it as large as a test wants */
    public synchronized State put(String ref, Instant updatedAt, String note) {
        int rev = Optional.ofNullable(orders.get(ref)).map(State::rev).orElse(0) + 1;
        // Odd blanks and escapes: whoever reads and writes it anew gives other bytes.
        String json = "{ \"ref\":\"" + ref + "\",\t\"rev\" : " + rev + ",\"total\":10.50, \"updated_at\": \""
                + updatedAt + "\",\"buyer\":\"J\\u00f6rg Grün\", \"note\":\"" + note + "\"}";
        State state = new State(ref, rev, updatedAt, json);
        orders.put(ref, state);
        states.add(state);
        return state;
    }

    /** The list no longer shows it. */
    public synchronized void remove(String ref) {
        orders.remove(ref);
    }

    /** What the list shows. */
    public synchronized List<State> shown() {
        return List.copyOf(orders.values());
    }

    /** Every state that there was. */
    public synchronized List<State> states() {
        return List.copyOf(states);
    }

    public int tokensGiven() {
        return tokensGiven.get();
    }

    /** Lists that were answered. */
    public int listsGiven() {
        return listsGiven.get();
    }

    public synchronized void revokeTokens() {
        tokens.clear();
    }

    /** Something to happen each time a page has been made, such as a change while the pages are read. */
    public synchronized void afterEachList(Runnable what) {
        afterList = what;
    }

    /** The list answers this text until it is told otherwise. */
    public synchronized void answers(String text) {
        answer = Optional.ofNullable(text);
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized void guard(Call call) {
        String sent = call.header("Authorization").orElse("");
        if (!sent.startsWith("Bearer ") || !tokens.contains(sent.substring(7))) {
            throw PartnerErrors.unauthorized();
        }
    }

    private synchronized Reply token(Call call) {
        String basic = "Basic "
                + Base64.getEncoder().encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
        Map<String, String> form = UrlText.form(new String(call.body(), StandardCharsets.UTF_8));
        if (!call.header("Authorization").equals(Optional.of(basic))
                || !"client_credentials".equals(form.get("grant_type"))) {
            throw PartnerErrors.unauthorized();
        }
        String token = Ids.capitals(setup.random(), 40);
        tokens.add(token);
        tokensGiven.incrementAndGet();
        return Reply.json(200, Map.of("access_token", token, "token_type", "Bearer", "expires_in", 3600));
    }

    private synchronized Reply list(Call call) {
        listsGiven.incrementAndGet();
        if (answer.isPresent()) {
            return new Reply(200, Map.of(), answer.get().getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> query = call.query();
        Instant since = query.containsKey("updated_since")
                ? OffsetDateTime.parse(query.get("updated_since")).toInstant()
                : Instant.EPOCH;
        List<State> all = orders.values().stream()
                .filter(state -> !state.updatedAt().isBefore(since))
                .sorted(Comparator.comparing(PartnerOrdersSandbox::place))
                .toList();
        int perPage = Math.min(MOST_PER_PAGE, Integer.parseInt(query.getOrDefault("per_page", "20")));
        List<State> rest = all.stream().skip(skipped(query, all, perPage)).toList();
        List<State> page = rest.subList(0, Math.min(perPage, rest.size()));
        boolean more = rest.size() > page.size();
        String next = more ? token(page.get(page.size() - 1)) : null;
        String json = "{\"orders\" : ["
                + String.join(" ,\n", page.stream().map(State::json).toList())
                + "], \"has_more\":" + more + ", \"next\":" + (more ? "\"" + next + "\"" : "null") + "}";
        Reply reply = new Reply(200, Map.of(), json.getBytes(StandardCharsets.UTF_8));
        afterList.run();
        return more
                ? reply.with(
                        "Link",
                        "<" + url() + "/api/orders?updated_since=" + since + "&per_page=" + perPage + "&after=" + next
                                + ">; rel=\"next\"")
                : reply;
    }

    private static long skipped(Map<String, String> query, List<State> all, int perPage) {
        if (query.containsKey("after")) {
            String after = new String(Base64.getUrlDecoder().decode(query.get("after")), StandardCharsets.UTF_8);
            return all.stream()
                    .filter(state -> place(state).compareTo(after) <= 0)
                    .count();
        }
        return query.containsKey("page")
                ? (Long.parseLong(query.get("page")) - 1) * perPage
                : Long.parseLong(query.getOrDefault("skip", "0"));
    }

    private static String token(State last) {
        return Base64.getUrlEncoder().encodeToString(place(last).getBytes(StandardCharsets.UTF_8));
    }

    /** By time at fixed width, then by reference. */
    private static String place(State state) {
        return String.format(
                "%020d%09d %s",
                state.updatedAt().getEpochSecond(), state.updatedAt().getNano(), state.ref());
    }
}
