package io.crossdock.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.hub.cli.ExtraCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossdock demo}. */
@Command(
        name = "demo",
        description = "Play a busy day on this machine and prove that every channel ends up right.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Starts Kafka, PostgreSQL, an SQS server, a legacy ERP, five shops on four systems and a hub, all on",
            "loopback and all gone afterwards. Exit status: 0 everything held, 1 something did not."
        })
public final class DemoCommand implements ExtraCommand {

    private static final Duration TICK = Duration.ofMillis(100);

    /** Much longer than either takes, so that a busy machine does not fail what only needs time. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long MOST_MEMORY_MEBIBYTES = 640;

    @Option(names = "--exit", description = "End after the proof instead of staying up until Ctrl-C.")
    private boolean exit;

    @Option(
            names = "--json",
            description = "Print the result as JSON on the last line; the rest goes to standard error.")
    private boolean json;

    @Option(names = "--items", defaultValue = "500", description = "Articles of the ERP (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "How long the day lasts, at least 10 (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Another seed, another day (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        PrintStream out = json ? System.err : System.out;
        long startedNanos = System.nanoTime();
        try (World world = World.start(home(), items, seed, line -> out.println("  " + line))) {
            LiveTable table = new LiveTable(out, !json && Boolean.getBoolean("crossdock.terminal"));
            SalesBook book = new SalesBook();
            BusyDay day = new BusyDay(world, book, new Random(seed));
            out.println("first load: every channel gets its prices and quantities from the ERP");
            tell(awaitNoDifference(world, book, table, PATIENCE), PATIENCE, out);
            world.accounts()
                    .forEach(account -> world.observer().of(account.name()).forgetLags());
            out.println("a busy day of " + seconds + " s");
            play(world, day, table);
            out.println("the day is over; waiting for the last news to arrive");
            List<String> missing = awaitNoDifference(world, book, table, PATIENCE);
            table.last(rows(world));
            tell(missing, PATIENCE, out);
            ObjectNode result = result(world, book, day, missing.isEmpty(), out);
            result.put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos));
            boolean held = result.get("held").asBoolean();
            out.println(held ? "everything held" : "something did NOT hold; the end of the hub's log:");
            if (!held) {
                out.println(world.hub().lastLines());
            }
            if (json) {
                System.out.println(result);
            }
            stayUp(world, out);
            return held ? 0 : 1;
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("crossdock.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    private void play(World world, BusyDay day, LiveTable table) throws SQLException, InterruptedException {
        int ticks = (int) (Math.max(10, seconds) * 1000 / TICK.toMillis());
        for (int tick = 0; tick < ticks; tick++) {
            long nextNanos = System.nanoTime() + TICK.toNanos();
            day.tick(tick);
            table.show(rows(world));
            pause(nextNanos - System.nanoTime());
        }
    }

    /** @return what kept it from being so in the end; nothing where all is right */
    private static List<String> awaitNoDifference(World world, SalesBook book, LiveTable table, Duration within)
            throws SQLException, InterruptedException {
        long deadlineNanos = System.nanoTime() + within.toNanos();
        while (true) {
            List<String> missing =
                    new Proof(new Truth(world.erp(), book), world.observer()).missing(world.accounts(), book);
            if (missing.isEmpty() || System.nanoTime() >= deadlineNanos) {
                return missing;
            }
            table.show(rows(world));
            pause(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static void tell(List<String> missing, Duration after, PrintStream out) {
        missing.forEach(line -> out.println("after " + after.toSeconds() + " s: " + line));
    }

    private static void pause(long nanos) throws InterruptedException {
        new CountDownLatch(1).await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    private static List<LiveTable.Row> rows(World world) {
        List<LiveTable.Row> rows = new ArrayList<>();
        HubHealth health = HubHealth.read(world.hub().health());
        for (Account account : world.accounts()) {
            rows.add(new LiveTable.Row(
                    account.name(), world.observer().of(account.name()), health.stateOf(account.name())));
        }
        return rows;
    }

    private static ObjectNode result(World world, SalesBook book, BusyDay day, boolean converged, PrintStream out)
            throws SQLException {
        Proof proof = new Proof(new Truth(world.erp(), book), world.observer());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        long lost = proof.ordersWithoutEvent(book).size();
        long unsigned = 0;
        ArrayNode channels = result.putArray("channels");
        for (Account account : world.accounts()) {
            List<String> differences = proof.differences(account);
            lost += proof.acceptedButNotJournaled(account).size();
            unsigned += proof.unsignedAccepted(account);
            out.printf(
                    Locale.ROOT,
                    "%-13s %s%n",
                    account.name(),
                    differences.isEmpty()
                            ? "shows what the ERP says, less reservations and till sales, under its policy"
                            : differences.size() + " differences, the first: " + differences.get(0));
            channels.add(channel(account, world.observer().of(account.name()), differences));
        }
        day.counts().forEach(result::put);
        long twice = proof.countedTwice();
        long memory = world.hub().residentMebibytes();
        result.put("converged", converged);
        result.put("lost", lost);
        result.put("duplicates_effective", twice);
        result.put("unsigned_accepted", unsigned);
        result.put("hub_resident_mib", memory);
        out.printf(
                Locale.ROOT,
                "lost %d, counted twice %d, unsigned accepted %d, hub's memory %d MiB%n",
                lost,
                twice,
                unsigned,
                memory);
        long waiting = world.accounts().stream()
                .mapToLong(account -> world.observer().of(account.name()).deadLetters())
                .sum();
        boolean poisonWaits = waiting == day.counts().get("poison_sent");
        result.put("dead_letters", waiting);
        result.put(
                "held",
                converged && lost == 0 && twice == 0 && unsigned == 0 && poisonWaits && memory < MOST_MEMORY_MEBIBYTES);
        return result;
    }

    private static ObjectNode channel(Account account, Tally tally, List<String> differences) {
        ObjectNode channel = JsonNodeFactory.instance.objectNode();
        channel.put("channel", account.name());
        channel.put("records", tally.records());
        channel.put("events", tally.events());
        channel.put("offers", tally.offers());
        channel.put("lag_p50_ms", tally.lagMillis(50));
        channel.put("lag_p99_ms", tally.lagMillis(99));
        channel.put("dead_letters", tally.deadLetters());
        channel.put("differences", differences.size());
        return channel;
    }

    private void stayUp(World world, PrintStream out) throws InterruptedException {
        if (exit) {
            return;
        }
        out.println("webhooks: " + world.hubUrl() + "/in/<channel>   health and metrics: " + world.managementUrl()
                + "/observe/health, /observe/metrics");
        out.println("Ctrl-C ends it all");
        new CountDownLatch(1).await();
    }
}
