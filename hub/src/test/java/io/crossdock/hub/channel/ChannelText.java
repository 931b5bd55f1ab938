package io.crossdock.hub.channel;

import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.YamlFile;
import io.crossdock.hub.config.YamlNode;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Policies as a channel file says them; an {@link IllegalArgumentException} tells its mistakes. */
public final class ChannelText {

    private ChannelText() {}

    /** @param stock such as <code>{safety: 2}</code> */
    public static StockPolicy stock(String stock) {
        return read("stock: " + stock, file -> StockSection.read(file.mapping("stock")));
    }

    /** @param prices such as <code>{list: retail-eu, factor: 1.1}</code> */
    public static PricePolicy prices(String prices, String currency) {
        return read("prices: " + prices, file -> PriceSection.read(file, currency));
    }

    private static <T> T read(String text, Function<YamlNode, T> section) {
        try {
            Path folder = Files.createTempDirectory("channel-text");
            Path file = folder.resolve("acme-eu.channel.yaml");
            try {
                Files.writeString(file, text);
                Problems problems = new Problems("acme-eu.channel.yaml");
                T read = section.apply(YamlFile.read(file, problems));
                if (!problems.found().isEmpty()) {
                    throw new IllegalArgumentException(problems.found().toString());
                }
                return read;
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
