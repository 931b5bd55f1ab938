package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Ticket;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A channel that accepts offers and carries them out later, one after the other, whatever becomes of requests, receipts
 * and processes: it ends with the newest wish, and is never told an older one.
 */
class AcceptedOffersLawsTest {

    private static final int ITEMS = 3;
    private static final int STEPS = 1_500;
    private static final int CALM = 1_000;
    private static final int KEPT = 3;
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final Duration SETTLES = SyncProcess.SETTINGS.settles();

    static List<Long> seeds() {
        return new Random(20261127).longs(60).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void it_ends_with_the_newest_wish(long seed) {
        World world = new World(seed);
        for (int i = 0; i < STEPS; i++) {
            world.step();
        }
        world.calmDown();
        assertThat(world.shown).as("seed %d", seed).isEqualTo(world.newest);
    }

    /** A request on its way. */
    private record Request(List<Attempt> attempts, Instant begun) {}

    /** What the channel is to carry out, or a request without an answer may do yet. */
    private static final class Work {
        private final Sku sku;
        private final long quantity;
        private final Instant landsAt;
        private boolean hasLanded;

        private Work(Attempt attempt, Instant landsAt) {
            this.sku = attempt.offer().sku();
            this.quantity = attempt.offer().quantity();
            this.landsAt = landsAt;
        }
    }

    private static final class World {
        private final Random random;
        private final boolean isOvertakable;
        private final Map<Sku, ProducerRecord<byte[], byte[]>> available = new HashMap<>();
        private final Map<Sku, Instant> recorded = new HashMap<>();
        private final Map<Sku, Long> versions = new HashMap<>();
        private final Map<Sku, Long> newest = new HashMap<>();
        private final Map<Sku, Long> told = new HashMap<>();
        private final Map<Sku, Long> shown = new HashMap<>();
        private final Map<Sku, List<ProducerRecord<byte[], byte[]>>> receipts = new HashMap<>();
        private final List<Work> late = new ArrayList<>();
        private final Map<String, Work> accepted = new HashMap<>();
        private final List<Request> requests = new ArrayList<>();
        private final List<List<Acceptance>> questions = new ArrayList<>();
        private SyncProcess process;
        private int answered;
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        private final Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };

        World(long seed) {
            random = new Random(seed);
            isOvertakable = random.nextInt(4) > 0;
            begin();
        }

        private void begin() {
            Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(1));
            process = new SyncProcess(new OfferQueue(FakeSystem.CHANNEL.id(), backoff, PriceGuard.NONE), clock);
            answered = 0;
        }

        void step() {
            pass(Duration.ofMillis(1 + random.nextInt(400)));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> want();
                case 3, 4, 5 -> send();
                case 6, 7 -> answer(false);
                case 8 -> ask();
                case 9 -> tell(false);
                default -> kafkaAnswers(random.nextInt(20) > 0);
            }
            if (random.nextInt(60) == 0) {
                kill();
            }
        }

        /** Time goes by, and what is due lands. */
        private void pass(Duration time) {
            now = now.plus(time);
            List<Work> landing = new ArrayList<>(late);
            landing.addAll(accepted.values());
            landing.removeIf(work -> work.hasLanded || work.landsAt.isAfter(now));
            landing.sort(Comparator.comparing(work -> work.landsAt));
            landing.forEach(this::land);
            late.removeIf(work -> work.hasLanded);
        }

        private void land(Work work) {
            work.hasLanded = true;
            shown.put(work.sku, work.quantity);
        }

        private void want() {
            Sku sku = new Sku("S-" + random.nextInt(ITEMS));
            long quantity = random.nextInt(3);
            long version = versions.merge(sku, 1L, Long::sum);
            AvailabilityChanged data = new AvailabilityChanged(
                    sku,
                    version,
                    List.of(new LocationStock(
                            FakeSystem.CHANNEL.locations().get(0), BigDecimal.valueOf(quantity), BigDecimal.ZERO)),
                    List.of(),
                    false,
                    List.of());
            CanonicalEvent event =
                    new CanonicalEvent(sku + "@" + version, "/erp/legacy", now, null, now, null, 0, data);
            newest.put(sku, quantity);
            recorded.put(sku, now);
            available.put(
                    sku, CloudEventHeaders.record(SyncProcess.SETTINGS.topics().availability(), event));
            process.reads(available.get(sku), now, now);
        }

        private void send() {
            List<Attempt> attempts = process.queue.take(1 + random.nextInt(ITEMS), now);
            for (Attempt attempt : attempts) {
                Long before = told.put(attempt.offer().sku(), attempt.quantity().version());
                assertThat(attempt.quantity().version())
                        .as("never an older one")
                        .isGreaterThanOrEqualTo(before == null ? 0 : before);
            }
            if (!attempts.isEmpty()) {
                requests.add(new Request(attempts, now));
            }
        }

        private void answer(boolean isCalm) {
            if (requests.isEmpty()) {
                return;
            }
            Request request = requests.remove(random.nextInt(requests.size()));
            int how = isCalm ? 9 : random.nextInt(10);
            if (how < 2) {
                request.attempts()
                        .forEach(attempt -> maybeLater(attempt, request.begun().plus(SETTLES)));
                failed(request, Failure.unanswered("acme", "push", "timeout", null));
            } else if (how == 2) {
                failed(request, Failure.throttled("acme", "push", Duration.ofMillis(300)));
            } else if (how == 3) {
                failed(request, Failure.unavailable("acme", "push", "status 503", null));
            } else {
                List<Failure> failures = new ArrayList<>();
                List<Ticket> tickets = new ArrayList<>();
                for (Attempt attempt : request.attempts()) {
                    failures.add(null);
                    tickets.add(taken(attempt));
                }
                process.outcomes.answered(new Results(request.attempts(), failures, tickets, now), request.begun());
            }
        }

        private void failed(Request request, Failure failure) {
            process.outcomes.answered(Results.failed(request.attempts(), failure, now), request.begun());
        }

        /** It may be done until then. */
        private void maybeLater(Attempt attempt, Instant until) {
            if (random.nextBoolean()) {
                long millis = Math.max(0, Duration.between(now, until).toMillis());
                late.add(new Work(attempt, now.plusMillis((long) (random.nextDouble() * millis))));
                pass(Duration.ZERO);
            }
        }

        /** @return null where it is done at once, which is so only while the channel works on nothing of the item */
        private Ticket taken(Attempt attempt) {
            Sku sku = attempt.offer().sku();
            Instant lands = now.plusMillis(random.nextInt(8_000));
            boolean isFree = true;
            for (Work work : accepted.values()) {
                if (work.sku.equals(sku) && !work.hasLanded) {
                    isFree = false;
                    lands = work.landsAt.isAfter(lands) ? work.landsAt.plusMillis(1) : lands;
                }
            }
            if (isFree && random.nextInt(4) == 0) {
                shown.put(sku, attempt.offer().quantity());
                return null;
            }
            String ticket = "ticket-" + accepted.size();
            accepted.put(ticket, new Work(attempt, lands));
            return new Ticket(ticket, Duration.ofMillis(random.nextInt(500)), WITHIN, isOvertakable);
        }

        private void ask() {
            List<Acceptance> due = process.queue.asking().take(1 + random.nextInt(ITEMS), now);
            if (!due.isEmpty()) {
                questions.add(due);
            }
        }

        private void tell(boolean isCalm) {
            if (questions.isEmpty()) {
                return;
            }
            List<Acceptance> question = questions.remove(random.nextInt(questions.size()));
            List<Attempt> attempts = question.stream().map(Acceptance::attempt).toList();
            if (!isCalm && random.nextInt(5) == 0) {
                Failure away = Failure.unavailable("acme", "ask", "status 503", null);
                process.outcomes.asked(question, Results.failed(attempts, away, now));
                return;
            }
            List<Failure> failures = new ArrayList<>();
            List<Ticket> tickets = new ArrayList<>();
            for (Acceptance acceptance : question) {
                failures.add(null);
                tickets.add(
                        accepted.get(acceptance.ticket()).hasLanded
                                ? null
                                : new Ticket(acceptance.ticket(), Duration.ZERO, WITHIN, isOvertakable));
            }
            process.outcomes.asked(question, new Results(attempts, failures, tickets, now));
        }

        private void kafkaAnswers(boolean keeps) {
            List<ProducerRecord<byte[], byte[]>> given = process.kafka.history();
            if (answered == given.size()) {
                return;
            }
            if (keeps) {
                keep(given.get(answered++));
                process.keepsNext();
            } else {
                answered++;
                process.losesNext();
            }
        }

        private void keep(ProducerRecord<byte[], byte[]> receipt) {
            Sku sku = new Sku(new String(receipt.key(), StandardCharsets.UTF_8));
            List<ProducerRecord<byte[], byte[]>> kept = receipts.computeIfAbsent(sku, none -> new ArrayList<>());
            kept.add(receipt);
            if (kept.size() > KEPT) {
                kept.remove(0);
            }
        }

        /** What Kafka was given it may still keep, and what was sent may still be done. */
        private void kill() {
            List<ProducerRecord<byte[], byte[]>> given = process.kafka.history();
            int kept = answered + random.nextInt(given.size() - answered + 1);
            given.subList(answered, kept).forEach(this::keep);
            Instant lastLeave = now.minus(SETTLES);
            Instant unknown =
                    process.queue.unknownSince().filter(lastLeave::isAfter).orElse(lastLeave);
            Instant settled = now.plus(SETTLES);
            requests.forEach(request -> request.attempts().forEach(attempt -> maybeLater(attempt, settled)));
            requests.clear();
            questions.clear();
            begin();
            available.forEach((sku, record) -> process.reads(record, recorded.get(sku), now));
            receipts.values().forEach(all -> all.forEach(record -> process.reads(record, now, now)));
            process.queue.suspect(unknown, now);
            pass(SETTLES);
        }

        /** All is well from now on. */
        void calmDown() {
            for (int i = 0; i < CALM && !isQuiet(); i++) {
                pass(Duration.ofMillis(500));
                send();
                answer(true);
                ask();
                tell(true);
                kafkaAnswers(true);
            }
            assertThat(isQuiet()).as("it comes to an end").isTrue();
        }

        private boolean isQuiet() {
            return requests.isEmpty()
                    && questions.isEmpty()
                    && late.isEmpty()
                    && accepted.values().stream().allMatch(work -> work.hasLanded)
                    && answered == process.kafka.history().size()
                    && process.queue.pending() == 0
                    && process.queue.inFlight() == 0
                    && process.queue.asking().size() == 0;
        }
    }
}
