package io.crossdock.hub.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.hub.budget.ItemQuota;
import io.crossdock.hub.budget.Rate;
import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.Secrets;
import io.crossdock.hub.config.YamlFile;
import io.crossdock.hub.config.YamlNode;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.servicelevel.ServiceLevel;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Listings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one channel file; docs/channel-files.md describes it. */
final class ChannelFile {

    private static final Form NAME =
            new Form("[a-z][a-z0-9-]{0,47}", "lower case letters, digits and dashes, 48 at most, a letter first");
    private static final Form LOCATION =
            new Form("[A-Za-z0-9._-]{1,64}", "letters, digits, dots, dashes and underscores, 64 at most");
    private static final Form SETTLES = new Form("[1-9]\\d{0,2}[sm]", "such as 10s, 2m");
    private static final Form START = new Form("observe|live", "observe, live");

    /** What a text must look like, for the machine and for people. */
    private record Form(String pattern, String allowed) {}

    private final Path path;
    private final String file;
    private final Problems problems;
    private final YamlNode root;
    private final ChannelKamelets kamelets;
    private final Secrets secrets;

    ChannelFile(Path path, Problems problems, KameletCatalog catalog, Secrets secrets) {
        this.path = path;
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
        String name = matching("channel", root.required("channel", "a name such as shop-eu"), NAME);
        String account = matching("account", root.text("account").orElse(name), NAME);
        String system = root.required("system", String.join(", ", kamelets.systems()));
        String currency = currency();
        Map<LocationId, String> locationIds = new LinkedHashMap<>();
        List<LocationId> locations = locations(locationIds);
        StockPolicy stock = StockSection.read(root.mapping("stock"));
        ChannelConfig.Limit limit = limit(root.mapping("limit"));
        PricePolicy prices = PriceSection.read(root, currency);
        Listings listings = root.text("listings")
                .map(table -> ListingsFile.read(path, table, problems))
                .orElse(Listings.SAME);
        Map<String, String> properties = root.mapping("properties").allTexts();
        ChannelKamelets.Chosen chosen = kamelets.choose(
                name, system, properties, root.mapping("source"), root.mapping("sink"), root.mapping("readback"));
        ReconcileRules reconcile = ReconcileRules.read(
                root, system, chosen.orders().isPresent(), chosen.listings().isPresent());
        boolean observesFirst =
                matching("start", root.text("start").orElse("observe"), START).equals("observe");
        Optional<BrakeRule> brake = BrakeRule.read(root);
        Optional<Duration> resync =
                Optional.ofNullable(PolicyKeys.time(root, "resync", null, Duration.ofHours(1), Duration.ofDays(365)));
        ServiceLevel level = ServiceLevelSection.read(root);
        root.refuseUnknown();
        if (!problems.found().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> open = new LinkedHashMap<>(properties);
        open.values().removeIf(Secrets::isSecret);
        open.replaceAll((key, value) -> secrets.resolve(value));
        locationIds.replaceAll((ours, theirs) -> secrets.resolve(theirs));
        Channel channel = new Channel(new ChannelId(name), system, currency, locations, locationIds, open, listings);
        return Optional.of(new ChannelConfig(
                file,
                channel,
                account,
                stock,
                prices,
                limit.atMost(kamelets.batch(chosen.sink())),
                chosen.source(),
                chosen.translate(),
                chosen.fetch(),
                chosen.sink(),
                chosen.orders(),
                reconcile.orders(),
                chosen.listings(),
                reconcile.listings(),
                observesFirst,
                brake,
                resync,
                level));
    }

    private List<LocationId> locations(Map<LocationId, String> ids) {
        JsonNode node = root.raw("locations");
        List<LocationId> locations = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> addLocation(locations, element.asText()));
        } else if (node.isObject()) {
            root.mapping("locations").allTexts().forEach((ours, theirs) -> {
                addLocation(locations, ours);
                ids.put(new LocationId(ours), theirs);
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

    private void addLocation(List<LocationId> locations, String text) {
        if (!text.matches(LOCATION.pattern())) {
            problems.add("locations", "'" + text + "' does not fit", LOCATION.allowed());
        }
        LocationId location = new LocationId(text);
        if (locations.contains(location)) {
            problems.add("locations", "'" + text + "' is there twice", "each location once");
        }
        locations.add(location);
    }

    private ChannelConfig.Limit limit(YamlNode limit) {
        String rates = rates(limit);
        int batch = (int) number(limit, "batch", 1, 10_000, 50);
        int inFlight = (int) number(limit, "inFlight", 1, 64, 2);
        String settles = matching("limit.settles", limit.text("settles").orElse("10s"), SETTLES);
        Optional<ItemQuota> perItem = perItem(limit);
        limit.refuseUnknown();
        return new ChannelConfig.Limit(
                rates, batch, inFlight, settles.isEmpty() ? Duration.ZERO : Duration.parse("PT" + settles), perItem);
    }

    private Optional<ItemQuota> perItem(YamlNode limit) {
        Optional<String> text = limit.text("perItem");
        Optional<ItemQuota> quota = text.flatMap(ItemQuota::parse);
        if (text.isPresent() && quota.isEmpty()) {
            problems.add(limit.key("perItem"), "'" + text.get() + "' does not fit", ItemQuota.ALLOWED);
        }
        return quota;
    }

    /** Where points are limited, requests are where the file says so. */
    private String rates(YamlNode limit) {
        Optional<String> requests = rate(limit, "requests", Rate.ALLOWED);
        Optional<String> points = rate(limit, "points", Rate.POINTS_ALLOWED).map(Rate::points);
        return points.isEmpty()
                ? requests.orElse("5/s")
                : requests.map(text -> text + " and ").orElse("") + points.get();
    }

    private Optional<String> rate(YamlNode limit, String name, String allowed) {
        Optional<String> text = limit.text(name);
        if (text.isPresent() && (!Rate.isRate(text.get()) || text.get().contains("points"))) {
            problems.add(limit.key(name), "'" + text.get() + "' does not fit", allowed);
            return Optional.empty();
        }
        return text;
    }

    private long number(YamlNode node, String name, long least, long most, long otherwise) {
        String text = node.text(name).orElse(Long.toString(otherwise));
        if (text.matches("\\d{1,12}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problems.add(node.key(name), "'" + text + "' is no number in range", least + " to " + most);
        return otherwise;
    }

    private String currency() {
        String code = root.required("currency", "an ISO 4217 code such as EUR");
        if (!code.isEmpty()
                && Currency.getAvailableCurrencies().stream()
                        .noneMatch(known -> known.getCurrencyCode().equals(code))) {
            problems.add("currency", "'" + code + "' is no currency", "an ISO 4217 code such as EUR");
        }
        return code;
    }

    private String matching(String key, String value, Form form) {
        if (!value.isEmpty() && !value.matches(form.pattern())) {
            problems.add(key, "'" + value + "' does not fit", form.allowed());
            return "";
        }
        return value;
    }
}
