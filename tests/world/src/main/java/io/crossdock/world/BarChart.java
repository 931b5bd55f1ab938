package io.crossdock.world;

import java.util.List;
import java.util.Locale;

/**
 * Bars in groups, as SVG that reads on light and dark grounds alike: it has no ground of its own, and its colours have
 * contrast to both.
 */
final class BarChart {

    private static final int LEFT = 60;
    private static final int TOP = 56;
    private static final int HEIGHT = 240;
    private static final int BAR = 64;
    private static final int GAP = 40;

    /** About how wide a letter of the title is. */
    private static final int LETTER = 8;

    private static final int TICKS = 4;
    private static final String[] COLOURS = {"#c2410c", "#2a7ab8", "#2e8b57"};

    private final String title;
    private final String axis;
    private final List<String> series;
    private final StringBuilder svg = new StringBuilder();

    /**
     * One group of bars.
     *
     * @param values one of each series, 0 or more
     */
    record Group(String name, List<Integer> values) {}

    /** @param axis what the values are */
    BarChart(String title, String axis, List<String> series) {
        this.title = title;
        this.axis = axis;
        this.series = series;
    }

    String of(List<Group> groups) {
        int greatest = groups.stream()
                .flatMap(group -> group.values().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int step = step(greatest);
        int top = step * TICKS;
        int wide = series.size() * BAR + GAP;
        int width = LEFT + Math.max(groups.size() * wide, title.length() * LETTER) + GAP;
        svg.setLength(0);
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\""
                        + " fill=\"#808080\" role=\"img\">",
                width, TOP + HEIGHT + 84);
        line("<title>%s</title>", title);
        line("<text x=\"%d\" y=\"22\" font-size=\"16\">%s</text>", LEFT, title);
        line(
                "<text x=\"16\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 16 %d)\">%s</text>",
                TOP + HEIGHT / 2, TOP + HEIGHT / 2, axis);
        for (int tick = 0; tick <= TICKS; tick++) {
            int y = TOP + HEIGHT - HEIGHT * tick / TICKS;
            line(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#808080\" stroke-opacity=\"0.4\"/>",
                    LEFT, width - GAP, y, y);
            line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,d</text>", LEFT - 6, y + 4, step * tick);
        }
        for (int i = 0; i < groups.size(); i++) {
            bars(groups.get(i), LEFT + GAP / 2 + i * wide, top);
        }
        legend();
        line("</svg>");
        return svg.toString();
    }

    private void bars(Group group, int left, int top) {
        for (int i = 0; i < group.values().size(); i++) {
            int value = group.values().get(i);
            int height = (int) ((long) HEIGHT * value / top);
            int x = left + i * BAR;
            line(
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
                    x, TOP + HEIGHT - height, BAR - 8, height, COLOURS[i % COLOURS.length]);
            line(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
                    x + (BAR - 8) / 2, TOP + HEIGHT - height - 5, value);
        }
        line(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                left + group.values().size() * BAR / 2, TOP + HEIGHT + 22, group.name());
    }

    private void legend() {
        int y = TOP + HEIGHT + 44;
        for (int i = 0; i < series.size(); i++) {
            int x = LEFT + (i % 2) * 220;
            int row = y + i / 2 * 20;
            line(
                    "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>",
                    x, row, COLOURS[i % COLOURS.length]);
            line("<text x=\"%d\" y=\"%d\">%s</text>", x + 18, row + 11, series.get(i));
        }
    }

    /** A round number of which so many ticks are enough. */
    private static int step(int greatest) {
        int step = 1;
        int[] factors = {2, 5, 10};
        for (int power = 1, i = 0; step * TICKS < greatest; i++) {
            step = power * factors[i % 3];
            power = i % 3 == 2 ? power * 10 : power;
        }
        return step;
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
