package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Processes that share an account's budget by a log, in a time of their own that passes by milliseconds. What they say takes
 * its time until it stands in the log, and until each of them has read it; some never come back.
 */
final class SharingWorld {

    static final String ACCOUNT = "acme";
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private static final Duration STEP = Duration.ofMillis(2);

    /** A request costs up to so many points, where they are counted. */
    static final int DEAREST = 20;

    /** Of permits, that many shares add up to. */
    private static final double ROUNDING = 0.001;

    private record Waiting(Price price, RateBudget.Turn turn) {}

    private record Coming(Instant at, long order, Runnable what) {}

    final List<Node> nodes = new ArrayList<>();
    final SystemBuckets system;
    private final Random random;
    private final String limit;
    private final boolean countsPoints;
    private final List<BudgetTopic.Written> log = new ArrayList<>();
    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>(Comparator.comparing(Coming::at).thenComparing(Coming::order));
    private int logStart;
    private long order;
    private Instant now = START;

    SharingWorld(String limit, long seed) {
        this.limit = limit;
        this.countsPoints = Rate.all(limit).stream().anyMatch(Rate::isPoints);
        this.random = new Random(seed);
        this.system = new SystemBuckets(Rate.all(limit), START, ROUNDING);
    }

    Node join() {
        Node node = new Node("p" + nodes.size());
        nodes.add(node);
        return node;
    }

    List<Node> alive() {
        return nodes.stream().filter(node -> node.isAlive).toList();
    }

    private Price price() {
        return countsPoints ? new Price(1 + random.nextInt(DEAREST)) : Price.LEAST;
    }

    /** How many requests each of them has sent, or what they cost in points. */
    Map<String, Integer> sent() {
        return alive().stream().collect(Collectors.toMap(node -> node.name, node -> node.sent));
    }

    /** The beginning of the log is gone, as far as anybody is certain to have said all that was in it. */
    void truncate(Duration keeps) {
        while (logStart < log.size() && log.get(logStart).written().isBefore(now.minus(keeps))) {
            logStart++;
        }
    }

    /** What whoever comes now makes of the log, as far as it is still there, and what follows from all of it. */
    List<LedgerSnapshot> replayed() {
        return List.of(replay(logStart).snapshot(), replay(0).snapshot());
    }

    private BudgetLedger replay(int from) {
        return BudgetTopic.replay(from, log.subList(from, log.size()));
    }

    void pass(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            while (!coming.isEmpty() && !coming.peek().at().isAfter(now)) {
                coming.poll().what().run();
            }
            alive().forEach(Node::live);
            now = now.plus(STEP);
        }
    }

    /** One process, with a sender of offers and one of fetches. Its clock is wrong by up to 400 ms. */
    final class Node {

        final String name;
        final AccountBudget budget = new AccountBudget(limit, Map.of());
        final Participant participant;
        private final Duration clockIsAhead = Duration.ofMillis(random.nextInt(800) - 400L);
        private Optional<Waiting> offer = Optional.empty();
        private Optional<Waiting> fetch = Optional.empty();
        private int read;
        private Instant said = START;
        boolean isAlive = true;
        boolean isCutOff;
        boolean isFrozen;
        double offersASecond;
        double fetchesASecond;
        private double offersDue;
        private double fetchesDue;
        int sent;
        int largestDelayMs = 20;

        private Node(String name) {
            this.name = name;
            this.read = log.size();
            this.participant = new Participant(name, replay(logStart), Map.of(ACCOUNT, budget), clock());
        }

        private Instant clock() {
            return now.plus(clockIsAhead);
        }

        private void live() {
            if (isFrozen) {
                return;
            }
            if (!isCutOff && random.nextInt(4) == 0) {
                while (read < log.size() && (random.nextInt(8) > 0)) {
                    BudgetTopic.Written next = log.get(read++);
                    participant.read(next.statement(), next.offset(), next.written(), clock());
                }
            }
            if (random.nextInt(4) == 0) {
                participant.next(clock()).ifPresent(this::say);
            }
            work();
        }

        private void say(Statement statement) {
            if (isCutOff && random.nextBoolean()) {
                return;
            }
            // One producer: what it says stays in order, also where it comes late.
            Instant at = now.plusMillis(1 + random.nextInt(largestDelayMs));
            said = at.isAfter(said) ? at : said;
            coming.add(new Coming(said, order++, () -> log.add(new BudgetTopic.Written(statement, log.size(), now))));
        }

        private void work() {
            offersDue = Math.min(500, offersDue + offersASecond * STEP.toMillis() / 1000);
            fetchesDue = Math.min(500, fetchesDue + fetchesASecond * STEP.toMillis() / 1000);
            Instant clock = clock();
            while (offersDue >= 1 && offers(clock)) {
                offersDue--;
            }
            while (fetchesDue >= 1) {
                fetch = waits(budget.fetches(), fetch, clock);
                if (fetch.isPresent()) {
                    break;
                }
                fetchesDue--;
            }
        }

        /** Whether one went out; where points are counted, as a sync that waits for what its request costs. */
        private boolean offers(Instant clock) {
            if (countsPoints) {
                offer = waits(budget.offers(), offer, clock);
                return offer.isEmpty();
            }
            if (!budget.offers().take(clock)) {
                budget.offers().wants(clock);
                return false;
            }
            send(Price.LEAST);
            return true;
        }

        /** @return what waits still; empty where it went out */
        private Optional<Waiting> waits(RateBudget from, Optional<Waiting> before, Instant clock) {
            Price price = before.map(Waiting::price).orElseGet(SharingWorld.this::price);
            Waiting current = before.orElseGet(() -> new Waiting(price, from.turn(price)));
            if (current.turn().at(clock).isAfter(clock)) {
                return Optional.of(current);
            }
            current.turn().taken(Duration.ZERO, clock);
            send(price);
            return Optional.empty();
        }

        private void send(Price price) {
            sent += countsPoints ? (int) price.points() : 1;
            system.take(price, now, name);
        }

        void stop() {
            say(participant.leave(clock()));
            isAlive = false;
        }

        /** Without a word; what it said before may still come. */
        void die() {
            isAlive = false;
        }
    }
}
