package io.crossdock.hub.channel;

import java.util.Map;

/** A Kamelet's bean that can tell from its settings alone whether it would work; it has a constructor without parameters. */
public interface Checkable {

    /**
     * @param settings the bean's properties as a channel gives them, secrets and all; what nobody gives is missing
     * @return what is wrong, by property; never holding a secret
     */
    Map<String, String> mistakes(Map<String, String> settings);
}
