package io.crossdock.hub.cli;

import io.crossdock.erp.ErpConfig;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.writeback.EntryState;
import io.crossdock.hub.writeback.EntryStates;
import io.crossdock.hub.writeback.WaitingOrders;
import io.crossdock.spi.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What became of the orders that an ERP is to have. */
@Command(
        name = "orders",
        description = "Tell which orders wait for the ERP, are sent to it, booked or rejected by it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "waiting: records that were not looked at yet. sent: in the ERP's interface. booked: the ERP told its own",
            "number. rejected: a dead letter of channel erp-<name> tells why; dead-letters replay tries it once more.",
            "withdrawn: cancelled before it was entered. differs: changed since, and the ERP does not know.",
            "Exit status: 0 done, 1 Kafka does not answer, 2 one line on standard error for each mistake."
        })
final class ErpOrdersCommand implements Callable<Integer> {

    private static final String COLUMNS = "%-40s %-10s %-8s %-20s %-16s %s";

    @Mixin
    private KafkaAccess kafka;

    @Mixin
    private ErpOption erp;

    @Option(names = "--state", paramLabel = "STATE", split = ",", description = "Only those: ${COMPLETION-CANDIDATES}.")
    private List<EntryState.Phase> states = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The newest N; ${DEFAULT-VALUE} by default.")
    private int limit;

    @Option(names = "--json", description = "One JSON object an order, and one with the counts at the end.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        ErpConfig config = config();
        if (!kafka.topicNames().contains(kafka.topics().erpOrders(config.name()))) {
            throw new IllegalStateException("no hub was started with a writeBack for " + config.name() + " yet");
        }
        EntryStates known = EntryStates.read(kafka.clients(), kafka.topics(), config.name());
        long waiting = WaitingOrders.count(kafka.clients(), kafka.topics(), config.name());
        List<Map.Entry<String, EntryState>> shown = known.all()
                .filter(each ->
                        states.isEmpty() || states.contains(each.getValue().phase()))
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(EntryState::at)))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(String.format(COLUMNS, "ORDER", "STATE", "VERSION", "SINCE", "ERP NUMBER", ""));
        }
        for (Map.Entry<String, EntryState> each : shown.subList(Math.max(0, shown.size() - limit), shown.size())) {
            out.println(json ? json(members(each.getKey(), each.getValue())) : row(each.getKey(), each.getValue()));
        }
        out.println(json ? json(counts(known, waiting)) : told(counts(known, waiting)));
        out.flush();
        return 0;
    }

    private ErpConfig config() {
        ErpConfig config = erp.read();
        if (config.writeBack().isEmpty()) {
            throw new ConfigurationException(List.of(new Problem(
                    "command line", "--erp", "names a file without writeBack: no order is entered by it", "")));
        }
        return config;
    }

    private static String row(String order, EntryState state) {
        return String.format(
                        COLUMNS,
                        PlainText.line(order),
                        state.phase().word(),
                        state.version(),
                        state.at().truncatedTo(ChronoUnit.SECONDS),
                        state.erpNumber() == null ? "-" : PlainText.line(state.erpNumber()),
                        state.differs() ? "differs" : "")
                .stripTrailing();
    }

    private static Map<String, Object> members(String order, EntryState state) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("order", order);
        members.put("state", state.phase().word());
        members.put("version", state.version());
        members.put("attempt", state.attempt());
        members.put("since", state.at());
        if (state.erpNumber() != null) {
            members.put("erp_number", state.erpNumber());
        }
        members.put("differs", state.differs());
        return members;
    }

    private static Map<String, Object> counts(EntryStates known, long waiting) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("waiting", waiting);
        Arrays.stream(EntryState.Phase.values()).forEach(phase -> counts.put(phase.word(), known.count(phase)));
        return counts;
    }

    private static String told(Map<String, Object> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + ": " + count.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String json(Map<String, Object> members) {
        return new String(Json.write(members), StandardCharsets.UTF_8);
    }
}
