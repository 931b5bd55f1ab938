package io.crossdock.hub.strangler;

import io.crossdock.erp.CapabilityReader;
import io.crossdock.erp.ErpConfigException;
import io.crossdock.erp.strangler.Side;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.channel.KameletDefinition;
import io.crossdock.hub.channel.KameletValues;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The capability files of a folder, read and checked. */
public final class Capabilities {

    private static final String SUFFIX = ".capability.yaml";

    private final KameletCatalog catalog;
    private final Secrets secrets;
    private final List<Problem> problems;

    private Capabilities(KameletCatalog catalog, Secrets secrets, List<Problem> problems) {
        this.catalog = catalog;
        this.secrets = secrets;
        this.problems = problems;
    }

    /**
     * @param folder where {@code *.capability.yaml} are, not in its subfolders; or one such file
     * @param problems takes every mistake
     */
    public static List<SwitchedCapability> read(
            Path folder, KameletCatalog catalog, Secrets secrets, List<Problem> problems) {
        Capabilities capabilities = new Capabilities(catalog, secrets, problems);
        List<SwitchedCapability> read = new ArrayList<>();
        for (Path file : capabilities.files(folder)) {
            capabilities.read(file).ifPresent(capability -> {
                if (read.stream().anyMatch(known -> known.name().equals(capability.name()))) {
                    problems.add(new Problem(
                            file.toString(),
                            "capability",
                            "'" + capability.name() + "' is taken by another file",
                            "a name of its own for each capability"));
                }
                read.add(capability);
            });
        }
        return read;
    }

    private Optional<SwitchedCapability> read(Path file) {
        try {
            // References stay, so that no secret is kept where it is not needed.
            SwitchedCapability capability = CapabilityReader.read(file, text -> {
                secrets.resolve(text);
                return text;
            });
            check(file, "legacy", capability.legacy());
            check(file, "modern", capability.modern());
            return Optional.of(capability);
        } catch (ErpConfigException e) {
            e.problems().stream().map(Problem::told).forEach(problems::add);
            return Optional.empty();
        }
    }

    private void check(Path file, String which, Side side) {
        Problems found = new Problems(file.toString());
        if (side.kamelet() == null) {
            checkEndpoint(which, side.endpoint(), found);
            problems.addAll(found.found());
            return;
        }
        Optional<KameletDefinition> kamelet = catalog.named(side.kamelet());
        if (kamelet.isEmpty()) {
            found.add(
                    which + ".kamelet",
                    "unknown Kamelet '" + side.kamelet() + "'",
                    String.join("-action, ", catalog.namesWith("-action")) + "-action");
        } else {
            side.properties().keySet().stream()
                    .filter(property -> !kamelet.get().parameters().containsKey(property))
                    .forEach(property -> found.add(
                            which + ".properties." + property,
                            "unknown key",
                            String.join(", ", kamelet.get().parameters().keySet())));
            new KameletValues(secrets, found)
                    .check(
                            kamelet.get(),
                            side.properties(),
                            property -> which + ".properties." + property,
                            which + ".kamelet");
        }
        problems.addAll(found.found());
    }

    private void checkEndpoint(String which, String endpoint, Problems found) {
        if (Secrets.isSecret(endpoint)) {
            found.add(
                    which + ".endpoint",
                    "holds a secret, which a URI does not keep",
                    "a Kamelet with properties, or a route of yours behind direct:");
        } else if (!CapabilityReader.canBeAsked(secrets.resolve(endpoint))) {
            found.add(
                    which + ".endpoint",
                    "leads to none that can be asked",
                    "direct:NAME, http://..., kamelet:NAME, bean:NAME");
        }
    }

    private List<Path> files(Path folder) {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                problems.add(new Problem(folder.toString(), "", "holds no capability file", "files named *" + SUFFIX));
            }
            return found;
        } catch (IOException e) {
            problems.add(new Problem(folder.toString(), "", "cannot be read", "a folder with files named *" + SUFFIX));
            return List.of();
        }
    }
}
