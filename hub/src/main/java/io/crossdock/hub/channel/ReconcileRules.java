package io.crossdock.hub.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.hub.config.YamlNode;
import java.time.Duration;
import java.util.Optional;

/**
 * What of a channel is compared again and again: its orders with the journal, its listings with what was confirmed.
 *
 * @param orders empty where the file says {@code off}, or where the system cannot list its orders
 * @param listings empty where the file says so, or where what the system shows cannot be read back
 */
record ReconcileRules(Optional<ReconcileRule> orders, Optional<ListingsRule> listings) {

    private static final String KEY = "reconcile";
    private static final String OFF = "off|false";
    private static final Duration LEAST_GRACE = Duration.ofMinutes(2);
    private static final Duration GREATEST = Duration.ofDays(30);

    /** Eight chances for each order: a system that is away for an hour costs none. */
    private static final int WINDOWS = 8;

    private static final int GREATEST_SHARE = 50;

    static ReconcileRules read(YamlNode file, String system, boolean listsOrders, boolean readsListings) {
        JsonNode said = file.raw(KEY);
        if (said.isValueNode() && said.asText().matches(OFF)) {
            return new ReconcileRules(Optional.empty(), Optional.empty());
        }
        YamlNode node = file.mapping(KEY);
        boolean isKnown = said.isObject() && !system.isEmpty();
        boolean isAboutOrders = node.has("every") || node.has("window") || node.has("grace") && !readsListings;
        if (isKnown && !listsOrders && isAboutOrders) {
            file.problems().add(KEY, system + " lists no orders", "nothing, for this system");
        }
        if (isKnown && !readsListings && (node.has("listings") || node.has("share"))) {
            file.problems()
                    .add(
                            node.key("listings"),
                            "nothing reads the listings of " + system,
                            "a section readback, for a partner");
        }
        Duration every =
                PolicyKeys.time(node, "every", Duration.ofMinutes(15), Duration.ofSeconds(10), Duration.ofDays(1));
        Duration window = PolicyKeys.time(node, "window", every.multipliedBy(WINDOWS), every, GREATEST);
        Duration grace = PolicyKeys.time(node, "grace", ListingsRule.USUAL.grace(), LEAST_GRACE, GREATEST);
        Optional<ListingsRule> listings = listings(node, grace);
        node.refuseUnknown();
        return new ReconcileRules(
                listsOrders ? Optional.of(new ReconcileRule(every, window, grace)) : Optional.empty(),
                readsListings ? listings : Optional.empty());
    }

    private static Optional<ListingsRule> listings(YamlNode node, Duration grace) {
        int share = share(node);
        if (node.text("listings").orElse("").matches(OFF)) {
            return Optional.empty();
        }
        Duration every =
                PolicyKeys.time(node, "listings", ListingsRule.USUAL.every(), Duration.ofSeconds(10), GREATEST);
        return Optional.of(new ListingsRule(every, share, grace));
    }

    private static int share(YamlNode node) {
        String text = node.text("share").orElse(ListingsRule.USUAL.sharePercent() + "%");
        if (text.matches("[1-9]\\d?%")) {
            int percent = Integer.parseInt(text.replace("%", ""));
            if (percent <= GREATEST_SHARE) {
                return percent;
            }
        }
        node.problems().add(node.key("share"), "'" + text + "' does not fit", "1% to " + GREATEST_SHARE + "%");
        return 1;
    }
}
