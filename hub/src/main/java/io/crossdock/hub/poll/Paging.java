package io.crossdock.hub.poll;

import com.fasterxml.jackson.core.JsonPointer;
import io.crossdock.hub.channel.Checkable;
import io.crossdock.spi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a system is asked for what is new, and for one page after another; a bean of the Kamelet {@code http-poll-source}.
 * Pure but for its settings: a cursor and a page give the next cursor.
 */
public class Paging implements Checkable {

    private static final List<String> NUMBERED = List.of("page", "offset");

    private String url;
    private String query = "";
    private String cursor = "time";
    private String sinceParameter;
    private String timeFormat = "iso";
    private String timePointer;
    private String since = "1d";
    private String overlap = "5m";
    private String start;
    private String paging = "none";
    private String pageParameter;
    private int firstPage = 1;
    private String itemsPointer = "";
    private String nextPointer;
    private String morePointer;

    /** @param ends whether nothing more is to be had now */
    record Step(Cursor cursor, boolean ends) {}

    /** Of a poll that has never run. */
    Cursor first(Instant now) {
        return switch (cursor) {
            case "time" -> Cursor.at(PollTime.span(since).map(now::minus).orElseGet(() -> Instant.parse(since)));
            case "token" -> Cursor.feed(start);
            default -> Cursor.at(null);
        };
    }

    boolean isByTime() {
        return cursor.equals("time");
    }

    /** Whether one answer is taken to be all there is. */
    boolean isWhole() {
        return paging.equals("none");
    }

    boolean isFeed() {
        return cursor.equals("token");
    }

    /** The query of the request for the page at the cursor. */
    Map<String, String> query(Cursor at) {
        if (paging.equals("link") && at.page() != null) {
            return PageLink.parameters(at.page());
        }
        Map<String, String> parameters = PageLink.parameters(query);
        if (isByTime()) {
            Instant asked = at.since().minus(PollTime.span(overlap).orElse(Duration.ZERO));
            parameters.put(
                    sinceParameter,
                    PollTime.named(timeFormat).write(asked.isBefore(Instant.EPOCH) ? Instant.EPOCH : asked));
        }
        if (paging.equals("page")) {
            parameters.put(pageParameter, Integer.toString(firstPage + at.index()));
        } else if (paging.equals("offset")) {
            parameters.put(pageParameter, Integer.toString(at.index()));
        } else if (at.page() != null) {
            parameters.put(pageParameter, at.page());
        }
        return parameters;
    }

    /** Some systems say 404 of a page behind the last one. */
    boolean mayBeBehindTheLast(Cursor at) {
        return NUMBERED.contains(paging) && at.index() > 0;
    }

    /** A token or link that the system no longer knows ends a sweep, and the sweep begins again; a feed has nothing else. */
    boolean mayBeginAgain(Cursor at) {
        return !isFeed() && at.page() != null;
    }

    Page page(Answer answer) throws Page.UnreadableException {
        if (answer.status() == 204) {
            return Page.EMPTY;
        }
        Page page = Page.read(
                answer.body(),
                new Page.Places(JsonPointer.compile(itemsPointer), pointer(nextPointer), pointer(morePointer)));
        if (!paging.equals("link")) {
            return page;
        }
        String target = nextPointer == null ? PageLink.next(answer.link()).orElse("") : page.next();
        if (target.isEmpty() || !page.more()) {
            return new Page(page.records(), "", false);
        }
        String next = PageLink.query(target, url)
                .orElseThrow(() -> new Page.UnreadableException("its next page lies outside the channel's address"));
        return new Page(page.records(), next, true);
    }

    /**
     * What follows once the journal has the page.
     *
     * @param newest the latest change among its records
     * @param asked when the page was asked for. The next sweep begins no later than this one did, whatever a record says:
     *     what changes on a page that is read already, or shows late behind it, is found by the next, however long this
     *     one takes
     */
    Step after(Cursor before, Page page, Optional<Instant> newest, Instant asked) throws Page.UnreadableException {
        Cursor at = isFeed() ? before : before.begun(asked);
        boolean hasNext = !page.next().isEmpty() && page.more();
        if (isFeed()) {
            boolean stays = page.next().isEmpty() || page.next().equals(at.page());
            return stays
                    ? new Step(at, true)
                    : new Step(Cursor.feed(page.next()), page.records().isEmpty() || !page.more());
        }
        Instant seen = later(at.newest(), newest.orElse(null));
        if (NUMBERED.contains(paging)) {
            return numbered(at, page, seen);
        }
        if (!hasNext || paging.equals("none")) {
            return ended(at, seen);
        }
        if (page.next().equals(at.page())) {
            throw new Page.UnreadableException("its next page is the page itself");
        }
        return new Step(at.onPage(page.next(), seen), false);
    }

    /**
     * Numbered pages are read up to the last and then down again: a record that leaves an earlier page while the pages are
     * read, because it is changed or removed, pulls one over the border, from a page unread to a page read. On the way down
     * it cannot hide. A system may show its last page for every number behind it: the same page three times over is the
     * last. Twice may be chance, where as many records came in before it as a page holds.
     */
    private Step numbered(Cursor at, Page page, Instant seen) {
        boolean byOffset = paging.equals("offset");
        int read = page.records().size();
        int first = at.index() == 0 && !at.back() ? read : at.step();
        int step = byOffset ? Math.max(1, first) : 1;
        if (at.back() && at.index() == 0) {
            return ended(at, seen);
        }
        if (at.back()) {
            return new Step(at.backTo(Math.max(0, at.index() - step), first, seen), false);
        }
        String digest = page.digest();
        boolean isOver = at.same() && digest.equals(at.last());
        if (read > 0 && page.more() && !isOver) {
            return new Step(at.upTo(at.index() + (byOffset ? read : 1), first, seen, digest), false);
        }
        // Also behind an empty page: what would have stood on it may have been pulled over.
        return at.index() == 0
                ? ended(at, seen)
                : new Step(at.backTo(Math.max(0, at.index() - step), first, seen), false);
    }

    private static Step ended(Cursor at, Instant seen) {
        if (at.since() == null || seen == null) {
            return new Step(at.again(), true);
        }
        return new Step(Cursor.at(later(at.since(), seen.isAfter(at.began()) ? at.began() : seen)), true);
    }

    private static Instant later(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static JsonPointer pointer(String text) {
        return text == null ? null : JsonPointer.compile(text);
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        String kind = settings.getOrDefault("cursor", cursor);
        String pages = settings.getOrDefault("paging", paging);
        if (settings.getOrDefault("url", "").contains("?")) {
            mistakes.put("url", "is given without a query; that stands in 'query'");
        }
        for (String needed : kind.equals("time") ? List.of("sinceParameter", "timePointer") : List.<String>of()) {
            require(settings, needed, "is missing; cursor 'time' needs it", mistakes);
        }
        if (kind.equals("token") && !List.of("token", "link").contains(pages)) {
            mistakes.put("paging", "is neither token nor link, by one of which cursor 'token' goes on");
        }
        if (!List.of("none", "link").contains(pages)) {
            require(settings, "pageParameter", "is missing; paging '" + pages + "' needs it", mistakes);
        }
        if (pages.equals("token")) {
            require(settings, "nextPointer", "is missing; paging 'token' needs it", mistakes);
        }
        for (String pointer : List.of("itemsPointer", "nextPointer", "morePointer")) {
            checkPointer(settings, pointer, mistakes);
        }
        if (settings.containsKey("overlap")
                && PollTime.span(settings.get("overlap")).isEmpty()) {
            mistakes.put("overlap", "is no time such as 5m");
        }
        String from = settings.getOrDefault("since", since);
        if (PollTime.span(from).isEmpty() && !from.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z")) {
            mistakes.put("since", "is neither a span such as 1d nor a moment such as 2026-01-31T00:00:00Z");
        }
        return mistakes;
    }

    private static void require(Map<String, String> settings, String name, String what, Map<String, String> mistakes) {
        if (!settings.containsKey(name)) {
            mistakes.put(name, what);
        }
    }

    static void checkPointer(Map<String, String> settings, String name, Map<String, String> mistakes) {
        String pointer = settings.getOrDefault(name, "");
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            mistakes.put(name, "is no JSON pointer such as /data/items");
        }
    }

    private static String given(String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    /** @param query sent with each request, such as {@code status=any&limit=100}; percent-encoded where need be */
    public void setQuery(String query) {
        this.query = given(query, "");
    }

    public void setCursor(String cursor) {
        this.cursor = given(cursor, "time");
    }

    public void setSinceParameter(String sinceParameter) {
        this.sinceParameter = given(sinceParameter, null);
    }

    public void setTimeFormat(String timeFormat) {
        this.timeFormat = given(timeFormat, "iso");
    }

    /** Read by {@link PolledRecords}; here only so that its absence is noticed. */
    public void setTimePointer(String timePointer) {
        this.timePointer = given(timePointer, null);
    }

    public String getTimePointer() {
        return timePointer;
    }

    public void setSince(String since) {
        this.since = given(since, "1d");
    }

    public void setOverlap(String overlap) {
        this.overlap = given(overlap, "5m");
    }

    public void setStart(String start) {
        this.start = given(start, null);
    }

    public void setPaging(String paging) {
        this.paging = given(paging, "none");
    }

    public void setPageParameter(String pageParameter) {
        this.pageParameter = given(pageParameter, null);
    }

    public void setFirstPage(int firstPage) {
        this.firstPage = firstPage;
    }

    public void setItemsPointer(String itemsPointer) {
        this.itemsPointer = given(itemsPointer, "");
    }

    public void setNextPointer(String nextPointer) {
        this.nextPointer = given(nextPointer, null);
    }

    public void setMorePointer(String morePointer) {
        this.morePointer = given(morePointer, null);
    }
}
