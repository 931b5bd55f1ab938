package io.crossdock.hub.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** On which line of a YAML file each key, and each element of a list, stands. */
record YamlLines(String file, Map<JsonPointer, Integer> lines) {

    /** @param parser at the beginning of a text that is valid YAML */
    static YamlLines read(String file, JsonParser parser) throws IOException {
        Map<JsonPointer, Integer> lines = new HashMap<>();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            lines.putIfAbsent(
                    parser.getParsingContext().pathAsPointer(),
                    parser.currentTokenLocation().getLineNr());
        }
        return new YamlLines(file, lines);
    }

    /** File and line, such as {@code acme-eu.channel.yaml:7}; the file alone for what is not in it. */
    String at(JsonPointer key) {
        return lines.containsKey(key) ? file + ":" + lines.get(key) : file;
    }
}
