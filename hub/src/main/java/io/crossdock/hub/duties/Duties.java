package io.crossdock.hub.duties;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives each duty one owner among all processes that know it, whatever other duties they know. */
public final class Duties implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final List<Candidacy> candidacies;

    public Duties(KafkaClients clients, Topics topics, List<Duty> duties) {
        candidacies = duties.stream()
                .map(duty -> new Candidacy(clients, topics, duty))
                .toList();
    }

    public void start() {
        candidacies.forEach(Candidacy::start);
    }

    /** The names of the duties that this process has now. */
    public Set<String> held() {
        return candidacies.stream()
                .filter(Candidacy::isHeld)
                .map(Candidacy::name)
                .collect(Collectors.toSet());
    }

    /** Why this process cannot take a duty that falls to it, or cannot ask for it; empty while it has it or waits. */
    public Optional<String> trouble(String duty) {
        return candidacies.stream()
                .filter(candidacy -> candidacy.name().equals(duty))
                .findFirst()
                .flatMap(Candidacy::trouble);
    }

    /** Begins what {@link #close} does and does not wait; many told so first end side by side. */
    public void endSoon() {
        candidacies.forEach(Candidacy::endSoon);
    }

    /**
     * Leaves all duties, then their groups, so that another process takes over at once. Returns after three seconds also
     * when one does not end; nobody gets that one before it has ended.
     */
    @Override
    public void close() {
        endSoon();
        Instant deadline = Instant.now().plus(CLOSE_WITHIN);
        candidacies.forEach(candidacy -> candidacy.awaitEnd(deadline));
    }
}
