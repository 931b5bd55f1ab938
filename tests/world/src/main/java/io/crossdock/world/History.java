package io.crossdock.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, in words: kept only in a world that is played again because a law broke in it. */
final class History {

    private static final int LINES = 60;

    private final Agenda agenda;
    private final boolean keeps;
    private final List<Line> lines = new ArrayList<>();

    private record Line(long at, ItemBooks item, SellingChannel channel, String what) {}

    History(Agenda agenda, boolean keeps) {
        this.agenda = agenda;
        this.keeps = keeps;
    }

    /**
     * @param item null where it concerns all of the channel's
     * @param channel null where it concerns all channels
     */
    void tell(ItemBooks item, SellingChannel channel, Supplier<String> what) {
        if (keeps) {
            lines.add(new Line(agenda.millis(), item, channel, what.get()));
        }
    }

    /** The last lines that concern an item, or a part of it, on a channel. */
    String of(ItemBooks item, SellingChannel channel) {
        List<String> told = lines.stream()
                .filter(line -> line.item == null || line.item == item || item.takes.containsKey(line.item))
                .filter(line -> line.channel == null || line.channel == channel)
                .map(line -> String.format(
                        "%9.3f s  %s%s", line.at / 1000.0, line.item == null ? "" : line.item.sku + " ", line.what))
                .toList();
        return String.join("\n", told.subList(Math.max(0, told.size() - LINES), told.size()));
    }
}
