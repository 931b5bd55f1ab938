package io.crossdock.hub.policy;

import java.math.BigDecimal;
import java.util.function.Supplier;

/** Hears of every step by which a policy comes to its number, in their order. */
@FunctionalInterface
public interface Steps {

    /** For whoever only wants the number. */
    Steps UNHEARD = new Steps() {
        @Override
        public void step(String rule, Setting<?> setting, BigDecimal before, BigDecimal after) {}

        @Override
        public void stepInWords(String rule, Supplier<Setting<?>> setting, BigDecimal before, BigDecimal after) {}
    };

    /**
     * @param rule the step's name: mostly a key of the channel file, such as {@code safety}
     * @param setting what the file says; null for what always holds
     * @param after what the step makes of {@code before}; may be the same
     */
    void step(String rule, Setting<?> setting, BigDecimal before, BigDecimal after);

    /**
     * The same of a setting that has to be put into words first, which nobody does whom nobody hears.
     *
     * @param setting asked for once at most
     */
    default void stepInWords(String rule, Supplier<Setting<?>> setting, BigDecimal before, BigDecimal after) {
        step(rule, setting.get(), before, after);
    }
}
