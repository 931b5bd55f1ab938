package io.crossdock.hub.channel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Kamelet says of itself.
 *
 * @param name such as {@code webhook-source}
 * @param parameters all it takes, by name
 * @param beans those of its template
 */
public record KameletDefinition(String name, Map<String, Parameter> parameters, List<Bean> beans) {

    public KameletDefinition {
        parameters = new LinkedHashMap<>(parameters);
        beans = List.copyOf(beans);
    }

    /**
     * @param description for people
     * @param type {@code string}, {@code boolean}, {@code integer} or {@code number}
     * @param allowed the only values that it may have; empty where any will do
     * @param otherwise its value when it is not given
     */
    public record Parameter(
            String description, String type, List<String> allowed, Optional<String> otherwise, boolean isRequired) {}

    /**
     * @param type such as {@code #class:io.crossdock.hub.ingest.WebhookReceiver}
     * @param properties as written, with references to parameters such as <code>{{secret}}</code>
     */
    public record Bean(String name, String type, Map<String, String> properties) {}
}
