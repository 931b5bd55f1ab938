package io.crossdock.hub.policy;

import java.math.BigDecimal;

/** Hears of every step by which a policy comes to its number, in their order. */
@FunctionalInterface
public interface Steps {

    /** For whoever only wants the number. */
    Steps UNHEARD = (rule, setting, before, after) -> {};

    /**
     * @param rule the step's name: mostly a key of the channel file, such as {@code safety}
     * @param setting what the file says; null for what always holds
     * @param after what the step makes of {@code before}; may be the same
     */
    void step(String rule, Setting<?> setting, BigDecimal before, BigDecimal after);
}
