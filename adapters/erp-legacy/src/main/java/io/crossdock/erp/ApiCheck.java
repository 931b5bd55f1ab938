package io.crossdock.erp;

import java.util.Map;

/** Says what is wrong with the settings of an API; whoever sends requests knows. */
@FunctionalInterface
public interface ApiCheck {

    /** For those who send none. */
    ApiCheck NONE = settings -> Map.of();

    /**
     * @param settings by their names, references resolved
     * @return by setting, what is wrong with it
     */
    Map<String, String> mistakes(Map<String, String> settings);
}
