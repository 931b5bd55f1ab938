package io.crossdock.hub.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The steps of a calculation as lines, such as {@code safety 2: 10 -> 8}. */
final class HeardSteps implements Steps {

    final List<String> lines = new ArrayList<>();

    @Override
    public void step(String rule, Setting<?> setting, BigDecimal before, BigDecimal after) {
        String said = setting == null ? "" : " " + setting.text() + " at " + setting.at();
        lines.add(rule + said + ": " + before.toPlainString() + " -> " + after.toPlainString());
    }
}
