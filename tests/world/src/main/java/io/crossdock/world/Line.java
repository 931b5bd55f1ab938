package io.crossdock.world;

import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/** The line between a channel's sync and its shop, with its weather: how requests get there, and answers back. */
final class Line {

    private final SellingChannel channel;
    private final Traits traits;
    private final Agenda agenda;
    private final Random random;
    private final Set<Request> unanswered = new LinkedHashSet<>();
    private final Set<Request> underway = new LinkedHashSet<>();
    private Weather weather = Weather.FINE;
    private long weatherUntil;

    /** What becomes of requests. */
    enum Weather {
        FINE,
        AWAY,
        THROTTLED
    }

    Line(SellingChannel channel, Traits traits, Agenda agenda, Random random) {
        this.channel = channel;
        this.traits = traits;
        this.agenda = agenda;
        this.random = random;
    }

    boolean isFine() {
        return weather == Weather.FINE;
    }

    /** @param fine told when the weather is fine again */
    void become(Weather next, long millis, Runnable fine) {
        weather = next;
        weatherUntil = Math.max(weatherUntil, agenda.millis() + millis);
        agenda.in(millis, () -> {
            if (agenda.millis() >= weatherUntil) {
                weather = Weather.FINE;
                fine.run();
            }
        });
    }

    /** Whether nothing is on its way of which the sync does not know what became of it. */
    boolean isQuiet() {
        return unanswered.isEmpty();
    }

    /** Requests that will reach the shop, also of processes that are gone. */
    Set<Request> underway() {
        return underway;
    }

    void send(Request request) {
        unanswered.add(request);
        long latency = traits.fastest() + random.nextInt(traits.slowest() - traits.fastest() + 1);
        switch (weather) {
            case AWAY -> fail(request, latency + Traits.MORE, Failure.unanswered("shop", "offers", "no answer", null));
            case THROTTLED ->
                fail(
                        request,
                        latency,
                        Failure.throttled("shop", "offers", Duration.ofMillis(500 + random.nextInt(3000))));
            case FINE -> {
                if (random.nextInt(1000) >= traits.cuts()) {
                    arrive(request, latency / 2);
                    agenda.in(latency, () -> {
                        if (unanswered.remove(request)) {
                            channel.answered(request);
                        }
                    });
                } else {
                    if (random.nextBoolean()) {
                        // It may come after later ones, unless these wait.
                        arrive(request, random.nextInt(traits.settles()));
                    }
                    fail(request, latency + Traits.MORE, Failure.unanswered("shop", "offers", "cut", null));
                }
            }
        }
    }

    private void arrive(Request request, long after) {
        underway.add(request);
        agenda.in(after, () -> {
            if (underway.remove(request)) {
                channel.apply(request);
            }
        });
    }

    private void fail(Request request, long after, Failure failure) {
        channel.trouble();
        agenda.in(after, () -> {
            if (unanswered.remove(request)) {
                channel.failed(request, failure);
            }
        });
    }

    /** The sync is killed: nobody hears what becomes of what is on its way, and some of it never arrives. */
    void cut() {
        unanswered.forEach(request -> {
            if (random.nextBoolean()) {
                underway.remove(request);
            }
        });
        unanswered.clear();
    }
}
