package io.crossdock.hub.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.Secrets;
import io.crossdock.hub.config.YamlFile;
import io.crossdock.hub.config.YamlNode;
import io.crossdock.spi.Channel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one channel file; docs/channel-files.md describes it. */
final class ChannelFile {

    private static final String NAME = "[a-z][a-z0-9-]{0,47}";
    private static final String LOCATION = "[A-Za-z0-9._-]{1,64}";

    private final String file;
    private final Problems problems;
    private final YamlNode root;
    private final ChannelKamelets kamelets;
    private final Secrets secrets;

    ChannelFile(Path path, Problems problems, KameletCatalog catalog, Secrets secrets) {
        this.file = path.getFileName().toString();
        this.problems = problems;
        this.root = YamlFile.read(path, problems);
        this.secrets = secrets;
        this.kamelets = new ChannelKamelets(catalog, secrets, problems);
    }

    /** Empty when the file could not be read at all; otherwise valid only if no problem was noted. */
    Optional<ChannelConfig> read() {
        if (!problems.found().isEmpty()) {
            return Optional.empty();
        }
        String name = matching("channel", root.required("channel", "a name such as acme-eu"), NAME);
        String system = root.required("system", String.join(", ", kamelets.systems()));
        String currency = matching("currency", root.required("currency", "an ISO 4217 code such as EUR"), "[A-Z]{3}");
        Map<LocationId, String> locationIds = new LinkedHashMap<>();
        List<LocationId> locations = locations(locationIds);
        ChannelConfig.StockRule stock = stock(root.mapping("stock"));
        ChannelConfig.Limit limit = limit(root.mapping("limit"));
        Optional<String> priceList = root.text("prices");
        Map<String, String> properties = root.mapping("properties").allTexts();
        ChannelKamelets.Chosen chosen =
                kamelets.choose(name, system, properties, root.mapping("source"), root.mapping("sink"));
        root.refuseUnknown();
        if (!problems.found().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> open = new LinkedHashMap<>(properties);
        open.values().removeIf(Secrets::isSecret);
        open.replaceAll((key, value) -> secrets.resolve(value));
        locationIds.replaceAll((ours, theirs) -> secrets.resolve(theirs));
        Channel channel = new Channel(new ChannelId(name), system, currency, locations, locationIds, open);
        return Optional.of(new ChannelConfig(
                file,
                channel,
                stock,
                priceList,
                limit,
                chosen.source(),
                chosen.translate(),
                chosen.fetch(),
                chosen.sink()));
    }

    private List<LocationId> locations(Map<LocationId, String> ids) {
        JsonNode node = root.raw("locations");
        List<LocationId> locations = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> locations.add(new LocationId(matching("locations", element.asText(), LOCATION))));
        } else if (node.isObject()) {
            root.mapping("locations").allTexts().forEach((ours, theirs) -> {
                LocationId location = new LocationId(matching("locations", ours, LOCATION));
                locations.add(location);
                ids.put(location, theirs);
                secrets.check("locations." + ours, theirs, problems);
            });
        }
        if (locations.isEmpty()) {
            problems.add(
                    "locations",
                    "names no location",
                    "a list such as [hamburg, lyon], or hamburg: the system's own id");
        }
        return locations;
    }

    private ChannelConfig.StockRule stock(YamlNode stock) {
        String safety = matching("stock.safety", stock.text("safety").orElse("0"), "\\d{1,9}|\\d{1,2}%");
        Long cap = stock.has("cap") ? number(stock, "cap", 0, 1_000_000_000L, 0) : null;
        String share = matching("stock.share", stock.text("share").orElse("100%"), "([1-9]\\d?|100)%");
        long minimum = number(stock, "minimum", 0, 1_000_000_000L, 0);
        stock.refuseUnknown();
        return new ChannelConfig.StockRule(
                safety, cap, share.isEmpty() ? 100 : Integer.parseInt(share.replace("%", "")), minimum);
    }

    private ChannelConfig.Limit limit(YamlNode limit) {
        String requests = matching("limit.requests", limit.text("requests").orElse("5/s"), "[1-9]\\d{0,5}/[smh]");
        int batch = (int) number(limit, "batch", 1, 10_000, 50);
        int inFlight = (int) number(limit, "inFlight", 1, 64, 2);
        limit.refuseUnknown();
        return new ChannelConfig.Limit(requests, batch, inFlight);
    }

    private long number(YamlNode node, String name, long least, long most, long otherwise) {
        String text = node.text(name).orElse(Long.toString(otherwise));
        if (text.matches("\\d{1,12}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problems.add(node.key(name), "'" + text + "' is not such a number", least + " to " + most);
        return otherwise;
    }

    private String matching(String key, String value, String pattern) {
        if (!value.isEmpty() && !value.matches(pattern)) {
            problems.add(key, "'" + value + "' does not fit", pattern);
            return "";
        }
        return value;
    }
}
