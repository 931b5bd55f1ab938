package io.crossdock.hub.channel;

import io.crossdock.hub.config.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * When a push is so unusual that somebody has to look at it first.
 *
 * @param zeroPercent how many of the channel's items may be set to zero within the window; null for any
 * @param pricePercent how many of its prices may be moved far within the window; null for any
 * @param farPercent by more than how much a price is moved far
 */
public record BrakeRule(Integer zeroPercent, Integer pricePercent, int farPercent, Duration window) {

    private static final String SHARE = "[1-9]\\d?%";

    /** Whether a price is moved far, from what is shown. */
    public boolean isFar(BigDecimal from, BigDecimal to) {
        BigDecimal far = from.abs().multiply(BigDecimal.valueOf(farPercent, 2));
        return to.subtract(from).abs().compareTo(far) > 0;
    }

    /**
     * Whether an item is set to zero that shows some pieces. What a slow channel holds back of its own accord is no
     * mistake of a source: it comes back by itself.
     *
     * @param isHeldBack whether pieces are held back since the channel is slow
     */
    public static boolean isZeroed(BigDecimal from, BigDecimal to, boolean isHeldBack) {
        return to.signum() == 0 && from.signum() > 0 && !isHeldBack;
    }

    /** @return empty where the file has none */
    static Optional<BrakeRule> read(YamlNode file) {
        if (!file.has("brake")) {
            return Optional.empty();
        }
        YamlNode node = file.mapping("brake");
        Integer zero = share(node, "zero", SHARE, "1% to 99%", null);
        Integer price = share(node, "price", SHARE, "1% to 99%", null);
        int far = share(node, "far", "[1-9]\\d{0,2}%", "1% to 999%", 30);
        String window = node.text("window").orElse("1h");
        if (!window.matches("[1-9]\\d{0,3}[smh]")) {
            node.problems().add(node.key("window"), "'" + window + "' is no time", "such as 10m or 1h");
            window = "1h";
        }
        if (zero == null && price == null) {
            node.problems().add("brake", "holds nothing", "zero: 20%, price: 30%, or leave it out");
        }
        node.refuseUnknown();
        return Optional.of(new BrakeRule(zero, price, far, Duration.parse("PT" + window)));
    }

    private static Integer share(YamlNode node, String name, String form, String allowed, Integer otherwise) {
        String text = node.text(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches(form)) {
            node.problems().add(node.key(name), "'" + text + "' does not fit", allowed);
            return 1;
        }
        return Integer.valueOf(text.replace("%", ""));
    }
}
