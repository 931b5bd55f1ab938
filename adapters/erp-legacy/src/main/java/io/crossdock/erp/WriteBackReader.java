package io.crossdock.erp;

import io.crossdock.erp.orders.OrderTarget;
import io.crossdock.erp.orders.WriteBack;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads {@code writeBack:}, how orders reach the ERP. */
final class WriteBackReader {

    private static final String INSTANTS = "a time such as 2026-11-01T00:00:00Z";

    private final Map<String, TargetReader> targets = new LinkedHashMap<>();

    /** Reads one form of the interface; null after a mistake that leaves nothing to read. */
    private interface TargetReader {
        OrderTarget read(YamlSection section, boolean takesChanges);
    }

    /**
     * @param resolver of references in a value
     * @param database in which interface tables are
     * @param api checks the settings of an API
     */
    WriteBackReader(BiFunction<YamlSection, String, String> resolver, ErpDatabase database, ApiCheck api) {
        targets.put("interface-table", new TableTargetReader(resolver, database)::read);
        targets.put("file", new FileTargetReader(resolver)::read);
        targets.put("http", new HttpTargetReader(resolver, api)::read);
    }

    /** @param tellsBookings whether the file says how the ERP tells which orders it has booked */
    Optional<WriteBack> read(YamlSection root, boolean tellsBookings) {
        if (!root.has("writeBack")) {
            return Optional.empty();
        }
        YamlSection section = root.section("writeBack");
        if (!tellsBookings) {
            section.problem("", "nothing tells which orders the ERP has booked", "a section orders beside it");
        }
        Instant since = since(section);
        Set<String> channels = section.has("channels") ? Set.copyOf(section.list("channels")) : Set.of();
        String changes = section.required("changes", "send, none");
        if (!changes.isEmpty() && !List.of("send", "none").contains(changes)) {
            section.problem("changes", "'" + changes + "' is not allowed", "send, none");
        }
        OrderTarget target = target(section, changes.equals("send"));
        section.refuseUnknown();
        return Optional.ofNullable(target).map(found -> new WriteBack(since, channels, changes.equals("send"), found));
    }

    private static Instant since(YamlSection section) {
        String text = section.required("since", INSTANTS);
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeException e) {
            section.problem("since", "'" + text + "' is no time", INSTANTS);
            return Instant.EPOCH;
        }
    }

    private OrderTarget target(YamlSection section, boolean takesChanges) {
        List<String> named = targets.keySet().stream().filter(section::has).toList();
        if (named.size() != 1) {
            section.problem(
                    "",
                    named.isEmpty() ? "does not say by which interface" : "names more than one interface",
                    "one of " + String.join(", ", targets.keySet()));
            return null;
        }
        return targets.get(named.get(0)).read(section.section(named.get(0)), takesChanges);
    }
}
