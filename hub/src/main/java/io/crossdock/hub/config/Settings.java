package io.crossdock.hub.config;

import io.crossdock.hub.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is set for the process, all from environment variables that begin with {@code CROSSDOCK_}; docs/configuration.md
 * lists them.
 *
 * @param kafka properties for every Kafka client: bootstrap servers, and whatever {@code CROSSDOCK_KAFKA_*} sets
 * @param httpHost the address that webhooks and management listen on
 * @param httpPort 0 for a free one
 * @param managementPort health and metrics; 0 for a free one
 * @param publicUrl how senders reach the hub, without a slash at the end; part of what some of them sign
 * @param state folder for what can be rebuilt from Kafka
 * @param kameletsFolder the user's own Kamelets; null where there are none
 * @param maxBody of a webhook, in bytes
 * @param replication of the topics that are created
 * @param partitions of the topics that are created
 * @param retention how long the topics keep what may hold a buyer's data
 * @param reservations how long an order that nobody tells more of holds stock
 * @param encryption whether they keep it encrypted
 */
public record Settings(
        Map<String, String> kafka,
        Topics topics,
        String httpHost,
        int httpPort,
        int managementPort,
        String publicUrl,
        Path state,
        Path kameletsFolder,
        int maxBody,
        int replication,
        int minInSync,
        int partitions,
        Retention retention,
        ReservationTimes reservations,
        EncryptionSettings encryption,
        Secrets secrets) {

    /** What our topics hold, less what a dead letter adds to it. */
    private static final int MOST_BODY_BYTES = 2 * 1024 * 1024;

    private static final String PREFIX = "CROSSDOCK_";
    private static final Pattern SERVICE_LINK = Pattern.compile(
            PREFIX + "(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)");
    private static final String KAFKA = PREFIX + "KAFKA_";
    private static final List<String> KNOWN = List.of(
            "PREFIX",
            "HTTP_HOST",
            "HTTP_PORT",
            "MANAGEMENT_PORT",
            "PUBLIC_URL",
            "STATE",
            "MAX_BODY",
            "CHANNELS",
            "KAMELETS",
            "SECRETS",
            "REPLICATION",
            "MIN_INSYNC",
            "PARTITIONS",
            "JOURNAL_RETENTION",
            "DEAD_LETTER_RETENTION",
            "EVENT_RETENTION",
            "RESERVATION_ALARM",
            "RESERVATION_EXPIRY",
            "ENCRYPTION",
            "ENCRYPTION_KEY",
            "ENCRYPTION_PREVIOUS_KEY",
            "ALLOW_LOW_REPLICATION",
            "DEBUG",
            "JAVA_OPTS");

    /** @throws ConfigurationException naming every variable that is wrong */
    public static Settings from(Map<String, String> environment) {
        Problems problems = new Problems("environment");
        Settings settings = read(environment, problems);
        if (!problems.found().isEmpty()) {
            throw new ConfigurationException(problems.found());
        }
        return settings;
    }

    /** Notes every variable that is wrong; what is returned is good enough to find the mistakes elsewhere, too. */
    public static Settings read(Map<String, String> environment, Problems problems) {
        return new Reader(new TreeMap<>(environment), problems).settings();
    }

    private static final class Reader {
        private final Map<String, String> environment;
        private final Problems problems;

        Reader(Map<String, String> environment, Problems problems) {
            this.environment = environment;
            this.problems = problems;
        }

        Settings settings() {
            refuseUnknown();
            int replication = number("REPLICATION", 3, 1, 32767);
            int minInSync = number("MIN_INSYNC", Math.min(2, replication), 1, 32767);
            checkReplication(replication, minInSync);
            int httpPort = number("HTTP_PORT", 8080, 0, 65535);
            Secrets secrets = new Secrets(environment, folder("SECRETS"));
            return new Settings(
                    kafka(),
                    new Topics(name("PREFIX", "crossdock")),
                    text("HTTP_HOST", "127.0.0.1"),
                    httpPort,
                    number("MANAGEMENT_PORT", 8081, 0, 65535),
                    text("PUBLIC_URL", "http://127.0.0.1:" + httpPort).replaceAll("/+$", ""),
                    Path.of(text("STATE", System.getProperty("java.io.tmpdir") + "/crossdock-state")),
                    folder("KAMELETS"),
                    number("MAX_BODY", 1024 * 1024, 1024, MOST_BODY_BYTES),
                    replication,
                    minInSync,
                    number("PARTITIONS", 6, 1, 10_000),
                    new Retention(
                            retention("JOURNAL_RETENTION", Retention.DEFAULT.journal()),
                            retention("DEAD_LETTER_RETENTION", Retention.DEFAULT.deadLetters()),
                            retention("EVENT_RETENTION", Retention.DEFAULT.events())),
                    new ReservationTimes(
                            time("RESERVATION_ALARM").orElse(ReservationTimes.DEFAULT.alarmAfter()),
                            time("RESERVATION_EXPIRY")),
                    EncryptionSettings.read(
                            text("ENCRYPTION", ""),
                            text("ENCRYPTION_KEY", ""),
                            text("ENCRYPTION_PREVIOUS_KEY", ""),
                            secrets,
                            problems),
                    secrets);
        }

        private void checkReplication(int replication, int minInSync) {
            if (minInSync > replication) {
                problems.add(
                        PREFIX + "MIN_INSYNC",
                        "'" + minInSync + "' in sync of " + replication + " replicas would take no record at all",
                        "1 to " + replication);
            }
            if (!flag("ALLOW_LOW_REPLICATION") && (replication < 3 || minInSync < 2)) {
                problems.add(
                        PREFIX + "REPLICATION",
                        "replication " + replication + " with min.insync.replicas " + minInSync
                                + " may lose what was accepted",
                        "replication >= 3 and CROSSDOCK_MIN_INSYNC >= 2, or CROSSDOCK_ALLOW_LOW_REPLICATION=true");
            }
        }

        private Map<String, String> kafka() {
            Map<String, String> kafka = new LinkedHashMap<>();
            String file = environment.get(KAFKA + "CONFIG");
            if (file != null) {
                readProperties(file, kafka);
            }
            environment.forEach((name, value) -> {
                if (name.startsWith(KAFKA) && !name.equals(KAFKA + "CONFIG") && !name.equals(KAFKA + "BROKERS")) {
                    kafka.put(
                            name.substring(KAFKA.length())
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '.'),
                            value);
                }
            });
            String brokers = environment.getOrDefault(KAFKA + "BROKERS", kafka.get("bootstrap.servers"));
            if (brokers == null || brokers.isBlank()) {
                problems.add(KAFKA + "BROKERS", "is missing", "host:port, several separated by commas");
            } else {
                kafka.put("bootstrap.servers", brokers);
            }
            return kafka;
        }

        private void readProperties(String file, Map<String, String> into) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(Path.of(file))) {
                properties.load(reader);
            } catch (IOException e) {
                problems.add(
                        KAFKA + "CONFIG", "cannot read " + file, "a Java properties file of Kafka client settings");
            }
            properties.stringPropertyNames().forEach(name -> into.put(name, properties.getProperty(name)));
        }

        private void refuseUnknown() {
            for (String name : environment.keySet()) {
                if (name.startsWith(PREFIX)
                        && !isServiceLink(name, environment.get(name))
                        && !name.startsWith(KAFKA)
                        && !name.startsWith(PREFIX + "SECRET_")
                        && !KNOWN.contains(name.substring(PREFIX.length()))) {
                    problems.add(
                            name,
                            "unknown variable",
                            PREFIX + String.join(", " + PREFIX, KNOWN) + ", " + KAFKA + "*, " + PREFIX + "SECRET_*");
                }
            }
        }

        /** Kubernetes tells every pod of its namespace's Services so, of one named {@code crossdock} too. */
        private static boolean isServiceLink(String name, String value) {
            return value.startsWith("tcp://") || SERVICE_LINK.matcher(name).matches();
        }

        private String text(String name, String otherwise) {
            String value = environment.get(PREFIX + name);
            boolean isSet = value != null && !value.isBlank() && !isServiceLink(PREFIX + name, value);
            return isSet ? value.strip() : otherwise;
        }

        private String name(String name, String otherwise) {
            String value = text(name, otherwise);
            if (!value.matches("[a-z][a-z0-9.-]{0,30}")) {
                problems.add(
                        PREFIX + name,
                        "'" + value + "' is not a name",
                        "lower case letters, digits, dots and dashes, 31 at most");
            }
            return value;
        }

        private Path folder(String name) {
            String value = text(name, "");
            if (value.isEmpty()) {
                return null;
            }
            if (!Files.isDirectory(Path.of(value))) {
                problems.add(PREFIX + name, "no such folder: " + value, "an existing folder");
                return null;
            }
            return Path.of(value);
        }

        private boolean flag(String name) {
            String value = text(name, "false");
            if (!value.equals("true") && !value.equals("false")) {
                problems.add(PREFIX + name, "'" + value + "' is neither", "true, false");
            }
            return value.equals("true");
        }

        private Retention.Time retention(String name, Retention.Time otherwise) {
            return time(name).map(Retention.Time::asked).orElse(otherwise);
        }

        private Optional<Duration> time(String name) {
            String value = text(name, "");
            Optional<Duration> time = Retention.parse(value);
            if (time.isEmpty() && !value.isEmpty()) {
                problems.add(PREFIX + name, "'" + value + "' is no such time", Retention.ALLOWED);
            }
            return time;
        }

        private int number(String name, int otherwise, int least, int most) {
            String value = text(name, Integer.toString(otherwise));
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, like a number out of range
            }
            problems.add(PREFIX + name, "'" + value + "' is no number in range", least + " to " + most);
            return otherwise;
        }
    }
}
