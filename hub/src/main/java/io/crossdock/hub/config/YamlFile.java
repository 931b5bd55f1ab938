package io.crossdock.hub.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Opens a YAML file; what is not YAML is a mistake with its line. */
public final class YamlFile {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private YamlFile() {}

    /** The file's mapping; missing after a mistake, which the problems then hold. */
    public static YamlNode read(Path file, Problems problems) {
        JsonNode tree = tree(file, problems);
        return new YamlNode(tree, "", problems, JsonPointer.empty(), lines(file, tree));
    }

    private static YamlLines lines(Path file, JsonNode tree) {
        String name = file.getFileName().toString();
        if (tree.isMissingNode()) {
            return new YamlLines(name, Map.of());
        }
        try (JsonParser parser = MAPPER.createParser(Files.readString(file))) {
            return YamlLines.read(name, parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(Path file, Problems problems) {
        try (JsonParser parser = MAPPER.createParser(Files.readString(file))) {
            JsonNode tree = MAPPER.readTree(parser);
            if (tree != null && parser.nextToken() != null) {
                int line = parser.currentTokenLocation().getLineNr();
                problems.add("", "holds a second document at line " + line, "one");
                return MissingNode.getInstance();
            }
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                problems.add("", "is empty", "a channel");
                return MissingNode.getInstance();
            }
            return tree;
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            problems.add(
                    "",
                    "is not valid YAML" + line + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    "");
            return MissingNode.getInstance();
        } catch (IOException e) {
            problems.add("", "cannot be read: " + e.getClass().getSimpleName(), "");
            return MissingNode.getInstance();
        }
    }
}
