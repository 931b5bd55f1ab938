package io.crossdock.hub.signature;

import io.crossdock.spi.Api;
import io.crossdock.spi.Failure;
import io.crossdock.spi.signature.PublicKeys;
import io.crossdock.spi.signature.PublishedKeys;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that a system publishes, fetched when they are needed and kept (docs/adr/0017). One question at a time, and a
 * pause after each, so that ids that strangers make up cost the system next to nothing; one request waits for the answer,
 * and not for long. A key that is an hour old is asked for again while it goes on being used.
 */
final class FetchedKeys implements PublicKeys {

    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);

    private static final Duration FRESH = Duration.ofHours(1);

    /** For an id that has no key; shorter than a sender goes on repeating. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final Duration PAUSE_TOGETHER = Duration.ofMinutes(1);
    private static final Duration PAUSE_APART = Duration.ofSeconds(10);
    private static final Duration PAUSE_FAILED = Duration.ofSeconds(5);

    /** Of the few threads that a channel has, the others go on with requests whose keys are known. */
    private static final int MOST_WAITING = 1;

    private static final int MOST_KEPT = 100;

    private static final Comparator<Kept> OLDEST_FIRST =
            Comparator.comparing((Kept one) -> one.key().isPresent()).thenComparing(Kept::asked);

    /** @param key empty where the system has none of that id */
    private record Kept(Optional<PublicKey> key, Instant asked) {}

    private record Question(String id, Future<?> answer) {}

    private final String channel;
    private final PublishedKeys published;
    private final Api api;
    private final ExecutorService executor;
    private final Clock clock;
    private final Duration patience;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private Map<String, Kept> kept = new HashMap<>();
    private Question question;
    private Instant nextQuestion = Instant.MIN;
    private boolean isFailing;

    /**
     * @param channel for the log
     * @param executor for requests to the system; ends with its owner
     * @param patience how long a request waits for a key
     */
    FetchedKeys(
            String channel,
            PublishedKeys published,
            Api api,
            ExecutorService executor,
            Clock clock,
            Duration patience) {
        this.channel = channel;
        this.published = published;
        this.api = api;
        this.executor = executor;
        this.clock = clock;
        this.patience = patience;
    }

    /** Asks for what can be asked for before anybody has sent anything. */
    void warmUp() {
        if (published.areTogether()) {
            ask("");
        }
    }

    @Override
    public Optional<PublicKey> find(String id) {
        Kept known;
        Optional<Question> asked;
        synchronized (this) {
            known = known(id);
            asked = known == null ? ask(id) : Optional.empty();
        }
        if (known == null) {
            await(asked.orElseThrow(() -> away("asked too lately to ask again")));
            known = known(id);
        }
        if (known == null) {
            throw away("no answer that tells");
        }
        return known.key();
    }

    /** Null where the system has to be asked first. */
    private synchronized Kept known(String id) {
        Kept found = kept.get(id);
        if (found == null) {
            return null;
        }
        Instant now = clock.instant();
        if (found.key().isEmpty()) {
            return now.isBefore(found.asked().plus(REMEMBERED)) ? found : null;
        }
        if (!now.isBefore(found.asked().plus(FRESH))) {
            ask(id);
        }
        return found;
    }

    /** The question whose answer tells of that id: the one under way, or a new one where that is allowed by now. */
    private synchronized Optional<Question> ask(String id) {
        if (question != null) {
            return published.areTogether() || question.id().equals(id) ? Optional.of(question) : Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isBefore(nextQuestion)) {
            return Optional.empty();
        }
        FutureTask<Void> asking = new FutureTask<>(() -> answer(id), null);
        question = new Question(id, asking);
        executor.execute(asking);
        return Optional.of(question);
    }

    private void answer(String id) {
        try {
            keep(id, published.read(id, api.call(published.request(id))));
        } catch (Failure e) {
            failed(e.getMessage(), null);
        } catch (RuntimeException | Error e) {
            failed(e.getClass().getSimpleName(), e);
        } finally {
            // Whatever it was, the next question must be allowed.
            answered();
        }
    }

    private synchronized void answered() {
        question = null;
    }

    private synchronized void keep(String id, Map<String, PublicKey> told) {
        Instant now = clock.instant();
        Map<String, Kept> next = published.areTogether() ? new HashMap<>() : bounded(kept);
        if (!id.isEmpty()) {
            next.put(id, new Kept(Optional.empty(), now));
        }
        told.forEach((name, key) -> next.put(name, new Kept(Optional.of(key), now)));
        kept = next;
        nextQuestion = now.plus(published.areTogether() ? PAUSE_TOGETHER : PAUSE_APART);
        isFailing = false;
    }

    private synchronized void failed(String why, Throwable unexpected) {
        nextQuestion = clock.instant().plus(PAUSE_FAILED);
        if (!isFailing) {
            isFailing = true;
            LOG.warn("{}: no public keys, so webhooks cannot be verified: {}", channel, why, unexpected);
        }
    }

    /** Without the oldest where it is full; ids that strangers made up go before keys. */
    private static Map<String, Kept> bounded(Map<String, Kept> kept) {
        Map<String, Kept> bounded = new HashMap<>(kept);
        if (bounded.size() >= MOST_KEPT) {
            bounded.entrySet().stream()
                    .min(Map.Entry.comparingByValue(OLDEST_FIRST))
                    .map(Map.Entry::getKey)
                    .ifPresent(bounded::remove);
        }
        return bounded;
    }

    private void await(Question asked) {
        if (!waiting.tryAcquire()) {
            throw away("another request waits for them");
        }
        try {
            asked.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw away("no answer yet");
        } catch (ExecutionException e) {
            throw away("it broke off");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("stopping");
        } finally {
            waiting.release();
        }
    }

    private Failure away(String what) {
        return Failure.unavailable(channel, "public keys", what, null);
    }
}
