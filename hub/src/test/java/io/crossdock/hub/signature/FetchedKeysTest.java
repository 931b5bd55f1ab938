package io.crossdock.hub.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import io.crossdock.spi.signature.PublishedKeys;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FetchedKeysTest {

    private static final PublicKey KEY = key();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final Map<String, PublicKey> published = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private volatile Throwable trouble;
    private Duration patience = Duration.ofMinutes(1);

    /** A system with its keys in one document, or one by one; asked by a request whose path is the id. */
    private record Keys(boolean areTogether, Map<String, PublicKey> keys) implements PublishedKeys {

        @Override
        public String url() {
            return "https://acme.example/keys";
        }

        @Override
        public Request request(String id) {
            return Request.get("keys", "/" + id, Map.of());
        }

        @Override
        public Map<String, PublicKey> read(String id, Answer answer) {
            Map<String, PublicKey> told = new HashMap<>(keys);
            told.keySet().removeIf(name -> !areTogether && !name.equals(id));
            return told;
        }
    }

    @AfterEach
    void stop() {
        answers.countDown();
        executor.shutdownNow();
    }

    @Test
    void a_key_is_asked_for_once_and_kept() {
        // given
        published.put("a", KEY);
        FetchedKeys keys = keys(false);
        // then
        assertThat(keys.find("a")).contains(KEY);
        assertThat(keys.find("a")).contains(KEY);
        assertThat(asked).containsExactly("/a");
    }

    @Test
    void keys_that_are_together_are_asked_for_before_anybody_sends() {
        // given
        published.put("a", KEY);
        published.put("b", KEY);
        FetchedKeys keys = keys(true);
        // when
        keys.warmUp();
        await().until(() -> asked.size() == 1);
        // then
        assertThat(keys.find("a")).contains(KEY);
        assertThat(keys.find("b")).contains(KEY);
        assertThat(asked).hasSize(1);
    }

    @Test
    void ids_that_are_made_up_cost_one_question_a_minute_where_keys_are_together() {
        // given
        published.put("a", KEY);
        FetchedKeys keys = keys(true);
        // when, then
        assertThat(keys.find("made-up-0")).isEmpty();
        for (int i = 1; i < 1_000; i++) {
            String id = "made-up-" + i;
            assertThatThrownBy(() -> keys.find(id)).isInstanceOf(Failure.class);
        }
        assertThat(keys.find("a")).contains(KEY);
        assertThat(asked).hasSize(1);
        // when
        passes(Duration.ofSeconds(60));
        // then
        assertThat(keys.find("made-up-1000")).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void ids_that_are_made_up_cost_one_question_in_ten_seconds_where_keys_are_apart() {
        // given
        published.put("a", KEY);
        FetchedKeys keys = keys(false);
        keys.find("a");
        // when
        for (int second = 0; second < 100; second++) {
            for (int i = 0; i < 20; i++) {
                String id = "made-up-" + second + "-" + i;
                try {
                    assertThat(keys.find(id)).isEmpty();
                } catch (Failure e) {
                    assertThat(e.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
                }
            }
            passes(Duration.ofSeconds(1));
        }
        // then
        assertThat(asked).hasSize(10);
        assertThat(keys.find("a")).contains(KEY);
    }

    @Test
    void a_new_key_is_found_once_it_may_be_asked_for_and_never_refused_for_good() {
        // given
        FetchedKeys keys = keys(true);
        assertThat(keys.find("old")).isEmpty();
        published.put("new", KEY);
        // when, then
        assertThatThrownBy(() -> keys.find("new")).isInstanceOf(Failure.class);
        passes(Duration.ofSeconds(60));
        assertThat(keys.find("new")).contains(KEY);
    }

    @Test
    void an_id_without_a_key_is_remembered_for_a_minute() {
        // given
        FetchedKeys keys = keys(false);
        assertThat(keys.find("a")).isEmpty();
        published.put("a", KEY);
        // when
        passes(Duration.ofSeconds(59));
        // then
        assertThat(keys.find("a")).isEmpty();
        // when
        passes(Duration.ofSeconds(1));
        // then
        assertThat(keys.find("a")).contains(KEY);
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_system_that_is_away_is_asked_again_soon_and_what_it_told_before_still_counts() {
        // given
        published.put("a", KEY);
        published.put("b", KEY);
        FetchedKeys keys = keys(false);
        keys.find("a");
        passes(Duration.ofSeconds(10));
        trouble = Failure.unavailable("acme", "keys", "no answer", null);
        // then
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> keys.find("b")).isInstanceOf(Failure.class);
        }
        assertThat(asked).hasSize(2);
        assertThat(keys.find("a")).contains(KEY);
        // when
        passes(Duration.ofSeconds(5));
        trouble = null;
        // then
        assertThat(keys.find("b")).contains(KEY);
    }

    static Stream<Throwable> bugs() {
        return Stream.of(new IllegalStateException("a bug"), new NoClassDefFoundError("a/Bug"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void an_answer_that_breaks_the_code_that_reads_it_does_not_end_the_asking(Throwable bug) {
        // given
        published.put("a", KEY);
        FetchedKeys keys = keys(false);
        trouble = bug;
        // when, then
        assertThatThrownBy(() -> keys.find("a")).isInstanceOf(Failure.class);
        trouble = null;
        passes(Duration.ofSeconds(5));
        assertThat(keys.find("a")).contains(KEY);
    }

    @Test
    void an_old_key_is_used_while_it_is_asked_for_again_and_dropped_when_it_is_gone() {
        // given
        published.put("a", KEY);
        FetchedKeys keys = keys(false);
        keys.find("a");
        passes(Duration.ofHours(1));
        published.remove("a");
        answers = new CountDownLatch(1);
        // when, then
        assertThat(keys.find("a")).contains(KEY);
        assertThat(keys.find("a")).contains(KEY);
        answers.countDown();
        await().until(() -> keys.find("a").isEmpty());
        assertThat(asked).hasSize(2);
    }

    @Test
    void one_request_waits_for_a_key_and_the_others_are_told_to_come_again() throws Exception {
        // given
        published.put("a", KEY);
        FetchedKeys keys = keys(false);
        answers = new CountDownLatch(1);
        ExecutorService requests = Executors.newFixedThreadPool(20);
        try {
            // when
            List<Future<Optional<PublicKey>>> found = IntStream.range(0, 20)
                    .mapToObj(i -> requests.submit(() -> keys.find("a")))
                    .toList();
            await().until(() -> found.stream().filter(Future::isDone).count() == 19);
            answers.countDown();
            requests.shutdown();
            assertThat(requests.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            // then
            assertThat(found.stream().filter(FetchedKeysTest::isFound)).hasSize(1);
            assertThat(asked).hasSize(1);
        } finally {
            requests.shutdownNow();
        }
    }

    @Test
    void a_system_that_does_not_answer_holds_a_request_for_a_short_time_only() {
        // given
        patience = Duration.ofMillis(50);
        FetchedKeys keys = keys(false);
        answers = new CountDownLatch(1);
        // then
        assertThatThrownBy(() -> keys.find("a"))
                .isInstanceOf(Failure.class)
                .hasMessage("acme-eu public keys: no answer yet");
        assertThatThrownBy(() -> keys.find("b")).isInstanceOf(Failure.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void what_is_kept_is_bounded_and_keys_outlast_made_up_ids() {
        // given
        published.put("a", KEY);
        FetchedKeys keys = keys(false);
        keys.find("a");
        // when
        for (int i = 0; i < 300; i++) {
            passes(Duration.ofSeconds(10));
            keys.find("made-up-" + i);
        }
        // then
        int before = asked.size();
        assertThat(keys.find("a")).contains(KEY);
        assertThat(asked).hasSize(before);
    }

    private static boolean isFound(Future<Optional<PublicKey>> found) {
        try {
            return found.get().isPresent();
        } catch (Exception e) {
            return false;
        }
    }

    private void passes(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private FetchedKeys keys(boolean areTogether) {
        InstantSource source = now::get;
        return new FetchedKeys(
                "acme-eu",
                new Keys(areTogether, published),
                request -> {
                    asked.add(request.path());
                    waitFor(answers);
                    if (trouble instanceof Error error) {
                        throw error;
                    }
                    if (trouble instanceof RuntimeException exception) {
                        throw exception;
                    }
                    return new Answer(200, "application/json", new byte[0]);
                },
                executor,
                source.withZone(ZoneOffset.UTC),
                patience);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PublicKey key() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
