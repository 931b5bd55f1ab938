package io.crossdock.hub.channel;

import io.crossdock.hub.config.Problem;
import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.Secrets;
import io.crossdock.spi.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All channels of a folder. */
public final class Channels {

    private static final String SUFFIX = ".channel.yaml";

    private final Map<String, ChannelConfig> byName = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Channels() {}

    /**
     * Reads every {@code *.channel.yaml} of the folder; {@link #problems()} tells all that is wrong.
     *
     * @param folder where they are, not in its subfolders; or one such file
     */
    public static Channels read(Path folder, KameletCatalog catalog, Secrets secrets) {
        Channels channels = new Channels();
        channels.problems.addAll(catalog.problems());
        List<Path> files = channels.files(folder);
        for (Path file : files) {
            Problems found = new Problems(file.toString());
            new ChannelFile(file, found, catalog, secrets).read().ifPresent(channel -> channels.add(channel, found));
            channels.problems.addAll(found.found());
        }
        return channels;
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public Collection<ChannelConfig> all() {
        return byName.values();
    }

    public Optional<Channel> named(String name) {
        return Optional.ofNullable(byName.get(name)).map(ChannelConfig::channel);
    }

    private void add(ChannelConfig channel, Problems found) {
        ChannelConfig earlier = byName.putIfAbsent(channel.id().value(), channel);
        if (earlier != null) {
            found.add(
                    "channel",
                    "'" + channel.id() + "' is taken by " + earlier.file(),
                    "a name of its own for each channel");
            return;
        }
        byName.values().stream()
                .filter(other -> other.account().equals(channel.account()) && other != channel)
                .findFirst()
                .ifPresent(other -> compareAccounts(channel, other, found));
    }

    private static void compareAccounts(ChannelConfig channel, ChannelConfig other, Problems found) {
        if (!other.channel().system().equals(channel.channel().system())) {
            found.add(
                    "account",
                    "'" + channel.account() + "' is " + other.file() + "'s, on another system",
                    "an account for channels of one system");
        } else if (!other.limit().rates().equals(channel.limit().rates())) {
            found.add(
                    "limit.requests or limit.points",
                    "differs from that of " + other.file() + ", with which it shares the account '" + channel.account()
                            + "'",
                    other.limit().rates());
        }
    }

    private List<Path> files(Path folder) {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            problems.add(new Problem(folder.toString(), "", "no such folder", "a folder with files named *" + SUFFIX));
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                problems.add(new Problem(folder.toString(), "", "holds no channel file", "files named *" + SUFFIX));
            }
            return found;
        } catch (IOException e) {
            problems.add(new Problem(folder.toString(), "", "cannot be read", "a readable folder"));
            return List.of();
        }
    }
}
