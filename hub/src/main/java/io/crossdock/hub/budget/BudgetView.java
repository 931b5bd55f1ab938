package io.crossdock.hub.budget;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.SharedTopic;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * How an account's budget is shared out, as its processes say.
 *
 * @param limit as whoever spoke last has it
 * @param parts which part each process has, 0 to 1, by a name that it has until it ends
 * @param waits whether a request waited when it was last told
 * @param pausedUntil until when the system wants no request; empty where it wants them
 */
public record BudgetView(
        String account, String limit, Map<String, Double> parts, boolean waits, Optional<Instant> pausedUntil) {

    public BudgetView {
        parts = Map.copyOf(parts);
    }

    /**
     * Of all accounts that processes share now, by account.
     *
     * @throws IllegalStateException when the topic cannot be read
     */
    public static Map<String, BudgetView> read(KafkaClients clients, Topics topics, Instant now) {
        SharedTopic topic = BudgetTopic.of(clients, topics);
        try (Consumer<byte[], byte[]> consumer = topic.consumer()) {
            return of(BudgetTopic.load(topic, consumer).ledger(), now);
        }
    }

    static Map<String, BudgetView> of(BudgetLedger ledger, Instant now) {
        Map<String, BudgetView> views = new TreeMap<>();
        ledger.accountsAt(now).forEach((name, account) -> {
            Map<String, Double> parts = new TreeMap<>();
            account.members().forEach((process, member) -> parts.put(process, Parts.fraction(member.parts())));
            if (!parts.isEmpty()) {
                views.put(
                        name,
                        new BudgetView(
                                name,
                                account.limit(),
                                parts,
                                account.members().values().stream().anyMatch(Member::waits),
                                Optional.of(account.pausedUntil()).filter(until -> until.isAfter(now))));
            }
        });
        return views;
    }
}
