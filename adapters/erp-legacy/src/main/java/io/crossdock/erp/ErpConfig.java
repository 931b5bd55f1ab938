package io.crossdock.erp;

import io.crossdock.erp.orders.WriteBack;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mapping file: one ERP, where it is and what its tables mean.
 *
 * @param name such as {@code legacy}; part of topic names and of the events' source
 * @param epoch the least that events may have; capture raises it by itself
 * @param sources by section; only those that the file names
 * @param connect whose topics tell the changes; empty where the database's log does
 * @param tillSales how the ERP takes over what tills sell; empty where the file does not say
 * @param alarm from when on somebody should look
 * @param writeBack how orders reach it; empty where it gets none from here
 */
public record ErpConfig(
        String name,
        int epoch,
        ErpDatabase database,
        Map<Section, Source> sources,
        Optional<ConnectSource> connect,
        Optional<TillSales> tillSales,
        Alarm alarm,
        Optional<WriteBack> writeBack) {

    public ErpConfig {
        sources = Map.copyOf(sources);
    }

    /** Of an ERP whose log is read. */
    public ErpConfig(String name, int epoch, ErpDatabase database, Map<Section, Source> sources) {
        this(name, epoch, database, sources, Optional.empty(), Optional.empty(), Alarm.DEFAULT, Optional.empty());
    }

    /** The source of its events, such as {@code /erp/legacy}. */
    public String source() {
        return "/erp/" + name;
    }

    /** The tables to follow, such as {@code public.lagbst}, sorted. */
    public Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        sources.values().forEach(source -> tables.addAll(source.tables()));
        return tables;
    }
}
