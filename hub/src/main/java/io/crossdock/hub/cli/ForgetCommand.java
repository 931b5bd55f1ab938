package io.crossdock.hub.cli;

import io.crossdock.canonical.OrderId;
import io.crossdock.hub.encryption.Erasures;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a buyer: what was encrypted for an order can no longer be read by anybody. */
@Command(
        name = "forget",
        description = "Make an order's bodies and personal data unreadable for ever, by destroying its keys.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Reaches what was encrypted until now: the order's records in the journal and the dead letters, the",
            "personal members of its events. It does not reach what was kept in plain before encryption was turned",
            "on, the ERP, the channel itself, nor copies that others made; docs/encryption.md tells more.",
            "There is no way back. Exit status: 0 it is forgotten, 1 Kafka does not answer, 2 one line on standard",
            "error for each mistake."
        })
final class ForgetCommand implements Callable<Integer> {

    private static final String FORM = "[a-z][a-z0-9-]{0,47}:[\\x21-\\x7E]{1,71}";

    @Mixin
    private KeyAccess keys;

    @Mixin
    private WishOptions wish;

    @Option(
            names = "--order",
            paramLabel = "ID",
            required = true,
            description =
                    "The order's id as events have it, such as shop-eu:1001; or the channel's own id with --channel.")
    private String order;

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "The order's channel.")
    private String channel;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Another natural key that the journal has for records of the order, where it is not the"
                    + " order's id; may be given several times.")
    private List<String> natural = List.of();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        OrderId id = id();
        Erasures erasures = keys.erasures();
        List<Erasures.Tree> trees = erasures.list();
        String owner = Erasures.owner(id);
        if (trees.stream().noneMatch(tree -> tree.owner().equals(owner))) {
            throw KeyAccess.mistake("--order", "there are no keys of channel '" + owner + "'", KeyAccess.owners(trees));
        }
        Erasures.Erased erased = erasures.forget(id, natural, wish.wish());
        if (json) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("order", id.value());
            told.put("periods", erased.periods());
            told.put("keys", erased.keys());
            say(new String(Json.write(told), StandardCharsets.UTF_8));
        } else {
            say("forgotten: " + id + ", in " + String.join(", ", erased.periods()));
        }
        return 0;
    }

    private OrderId id() {
        String value = channel == null || order.startsWith(channel + ":") ? order : channel + ":" + order;
        if (!value.matches(FORM)) {
            throw KeyAccess.mistake(
                    "--order", "is no order's id", "channel:id such as shop-eu:1001, or the id with --channel");
        }
        return new OrderId(value);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
