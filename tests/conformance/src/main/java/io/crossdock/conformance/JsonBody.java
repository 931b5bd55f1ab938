package io.crossdock.conformance;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.spi.InboundRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A body that is JSON, looked into and altered as a stranger would, without knowing what it says. */
final class JsonBody {

    private static final Pattern PERSONAL_NAME = Pattern.compile("(?i).*(name|mail|address|phone|street|buyer).*");

    /** Below it a value is as likely a word of the message itself. */
    private static final int SHORTEST_PERSONAL_STRING = 13;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode root;

    private JsonBody(JsonNode root) {
        this.root = root;
    }

    /** Empty where the body is not JSON. */
    static Optional<JsonBody> of(InboundRecord inbound) {
        try {
            JsonNode root = JSON.readTree(inbound.body());
            return root.isContainerNode() ? Optional.of(new JsonBody(root)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Strings longer than 12 characters under a name such as name, email, address or phone, at any depth. */
    List<String> personalStrings() {
        List<String> found = new ArrayList<>();
        collect(root, false, found);
        return found;
    }

    /** The body with one more member in every object. */
    byte[] withUnknownMembers() {
        JsonNode copy = root.deepCopy();
        addUnknownMember(copy);
        try {
            return JSON.writeValueAsBytes(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, boolean personal, List<String> found) {
        if (personal && node.isTextual() && node.textValue().length() >= SHORTEST_PERSONAL_STRING) {
            found.add(node.textValue());
        }
        node.properties()
                .forEach(member -> collect(
                        member.getValue(),
                        personal || PERSONAL_NAME.matcher(member.getKey()).matches(),
                        found));
        if (node.isArray()) {
            node.forEach(element -> collect(element, personal, found));
        }
    }

    private static void addUnknownMember(JsonNode node) {
        node.forEach(JsonBody::addUnknownMember);
        if (node instanceof ObjectNode object) {
            object.putObject("added_by_the_vendor_yesterday").put("since", 2026).putArray("values");
        }
    }
}
