package io.crossdock.demo;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.Shop;
import io.crossdock.sandbox.amazon.AmazonCredentials;
import io.crossdock.sandbox.amazon.AmazonSandbox;
import io.crossdock.sandbox.amazon.SqsSender;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.crossdock.sandbox.partner.PartnerShopSandbox;
import io.crossdock.sandbox.shopify.ShopifySandbox;
import io.crossdock.sandbox.square.SquareSandbox;
import io.crossdock.sandbox.webhook.WebhookSender;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Everything that the demo runs: servers, the ERP, the shops, and a hub of its own process between them. */
public final class World implements AutoCloseable {

    private static final String ERP_PASSWORD = "only-for-the-demo";
    private static final String QUEUE = "order-changes";

    /** From Amazon's acceptance of a patch to the listing that shows it; minutes in the real one. */
    private static final Duration AMAZON_TAKES = Duration.ofSeconds(1);

    private final Backbone backbone;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Shop> shops = new ArrayList<>();
    private final Path home;
    private final Consumer<String> progress;
    private Settings settings;
    private LegacyErp erp;
    private HubProcess hub;
    private Observer observer;

    private World(Path home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
        this.backbone = Backbone.start(progress, Part.KAFKA, Part.POSTGRES, Part.SQS);
    }

    /**
     * Starts all of it, in about ten seconds.
     *
     * @param home the checkout: its folders {@code channels} and {@code erp} are used
     */
    public static World start(Path home, int items, long seed, Consumer<String> progress) throws SQLException {
        World world = new World(home, progress);
        try {
            world.startErp(items, seed);
            world.startShops(new Random(seed));
            world.startHub();
            return world;
        } catch (SQLException | RuntimeException e) {
            world.close();
            throw e;
        }
    }

    public LegacyErp erp() {
        return erp;
    }

    List<Account> accounts() {
        return accounts;
    }

    Account account(String name) {
        return accounts.stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public HubProcess hub() {
        return hub;
    }

    Observer observer() {
        return observer;
    }

    /** Where the hub takes webhooks. */
    public URI hubUrl() {
        return URI.create(settings.publicUrl());
    }

    public URI managementUrl() {
        return URI.create("http://127.0.0.1:" + settings.managementPort());
    }

    @Override
    public void close() {
        if (observer != null) {
            observer.close();
        }
        if (hub != null) {
            hub.close();
        }
        shops.forEach(Shop::close);
        backbone.close();
    }

    private void startErp(int items, long seed) throws SQLException {
        PostgresServer postgres = backbone.postgres();
        erp = LegacyErp.create(
                postgres.createDatabase("erp") + "?user=" + postgres.user() + "&password=" + postgres.password());
        erp.fill(items, List.of("H1", "L1"), seed);
        erp.admitCrossdock("crossdock", ERP_PASSWORD);
        progress.accept("legacy ERP ready with " + items + " items");
        environment.put("LEGACY_ERP_HOST", backbone.postgres().host());
        environment.put("LEGACY_ERP_PORT", Integer.toString(backbone.postgres().port()));
        environment.put("LEGACY_ERP_DATABASE", "erp");
        secret("legacy-erp/password", ERP_PASSWORD);
    }

    private void startShops(Random random) throws SQLException {
        List<CatalogueItem> catalogue = catalogue();
        Clock clock = Clock.systemUTC();
        ShopifySandbox us = open(new ShopifySandbox(Setup.of("shopify-us", catalogue, "USD", random, clock)));
        shopify("shopify-us", us);
        ShopifySandbox eu = open(new ShopifySandbox(
                Setup.of("shopify-eu", catalogue, "EUR", random, clock).withLocations(2)));
        shopify("shopify-eu", eu);
        SquareSandbox till = open(new SquareSandbox(Setup.of("square-till", catalogue, "EUR", random, clock)));
        environment.put("SQUARE_URL", till.url().toString());
        environment.put("SQUARE_LOCATION", till.locationIds().get(0));
        secret("square-till/token", till.accessToken());
        secret("square-till/webhook", till.signatureKey());
        amazon(random, catalogue, clock);
        PartnerShopSandbox acme = open(new PartnerShopSandbox(Setup.of("acme-eu", catalogue, "EUR", random, clock)));
        environment.put("ACME_URL", acme.url().toString());
        secret("acme-eu/token", acme.token());
        secret("acme-eu/webhook", acme.webhookSecret());
        progress.accept("five shops on four systems ready");
    }

    private void shopify(String name, ShopifySandbox shop) {
        // A Plus shop's points, by Shopify's rate limits for the GraphQL Admin API; a Basic one restores 100 a second.
        shop.limit(20_000, 1_000);
        String variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
        environment.put(variable + "_URL", shop.url().toString());
        for (int i = 0; i < shop.locationIds().size(); i++) {
            environment.put(
                    variable + "_LOCATION" + (i == 0 ? "" : "_" + (i + 1)),
                    shop.locationIds().get(i));
        }
        secret(name + "/token", shop.accessToken());
        secret(name + "/webhook", shop.webhookSecret());
    }

    private void amazon(Random random, List<CatalogueItem> catalogue, Clock clock) {
        URI sqs = backbone.sqs().endpoint();
        AmazonSandbox amazon = open(new AmazonSandbox(
                Setup.of("amazon-de", catalogue, "EUR", random, clock), SqsSender.toNewQueue(sqs, QUEUE)));
        amazon.patchesTake(AMAZON_TAKES);
        AmazonCredentials credentials = amazon.credentials();
        environment.put("AMAZON_URL", amazon.url().toString());
        environment.put("AMAZON_SELLER", credentials.sellerId());
        environment.put("AMAZON_MARKETPLACE", amazon.marketplaceId());
        environment.put("AMAZON_QUEUE", sqs + "/000000000000/" + QUEUE);
        environment.put("SQS_URL", sqs.toString());
        secret("amazon-de/client-id", credentials.clientId());
        secret("amazon-de/client-secret", credentials.clientSecret());
        secret("amazon-de/refresh-token", credentials.refreshToken());
        secret("amazon-de/access-key", "demo");
        secret("amazon-de/secret-key", "demo");
    }

    private void startHub() {
        environment.put("CROSSDOCK_KAFKA_BROKERS", backbone.kafka().bootstrapServers());
        environment.put("CROSSDOCK_HTTP_PORT", Integer.toString(FreePort.find()));
        environment.put("CROSSDOCK_MANAGEMENT_PORT", Integer.toString(FreePort.find()));
        environment.put("CROSSDOCK_KAMELETS", home.resolve("channels/kamelets").toString());
        environment.put(
                "CROSSDOCK_STATE", backbone.folder().path().resolve("state").toString());
        environment.put("CROSSDOCK_PARTITIONS", "2");
        // One broker, thrown away with its data: nobody's production.
        environment.put("CROSSDOCK_REPLICATION", "1");
        environment.put("CROSSDOCK_MIN_INSYNC", "1");
        environment.put("CROSSDOCK_ALLOW_LOW_REPLICATION", "true");
        settings = Settings.from(environment);
        Path channels = home.resolve("channels");
        readAccounts(Channels.read(channels, new KameletCatalog(settings.kameletsFolder()), settings.secrets()));
        startHubProcess();
        observer = new Observer(
                new KafkaClients(settings.kafka()),
                settings.topics(),
                accounts.stream().map(Account::name).toList());
        for (Account account : accounts) {
            account.webhooks().ifPresent(sender -> {
                sender.to(URI.create(hubUrl() + "/in/" + account.name()));
                // As patient as the real ones, which try for hours, in the time that a demo has.
                sender.retry(10, Duration.ofMillis(250));
            });
        }
    }

    /** Kills the hub as the kernel would and starts another on the same ports; senders meet a closed door meanwhile. */
    void killHubAndStartAgain() {
        hub.kill();
        startHubProcess();
    }

    private void startHubProcess() {
        long startedNanos = System.nanoTime();
        hub = HubProcess.start(
                backbone.folder(),
                environment,
                settings.managementPort(),
                List.of(
                        "--channels",
                        home.resolve("channels").toString(),
                        "--erp",
                        home.resolve("erp/legacy.erp.yaml").toString()));
        Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
        progress.accept(String.format(Locale.ROOT, "hub ready in %.1f s", took.toMillis() / 1000.0));
    }

    private void readAccounts(Channels channels) {
        if (!channels.problems().isEmpty()) {
            throw new ConfigurationException(channels.problems());
        }
        for (ChannelConfig config : channels.all()) {
            Shop shop = shops.stream()
                    .filter(open -> open.name().equals(config.id().value()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no shop for channel " + config.id()));
            accounts.add(new Account(
                    config, shop, webhooks(shop), config.prices().list().equals("retail-us") ? "02" : "01"));
        }
    }

    private static Optional<WebhookSender> webhooks(Shop shop) {
        if (shop instanceof ShopifySandbox shopify) {
            return Optional.of(shopify.webhooks());
        }
        if (shop instanceof SquareSandbox square) {
            return Optional.of(square.webhooks());
        }
        return shop instanceof PartnerShopSandbox partner ? Optional.of(partner.webhooks()) : Optional.empty();
    }

    /** Each shop lists every article, at a price that nobody has told it yet. */
    private List<CatalogueItem> catalogue() throws SQLException {
        return new TreeMap<>(erp.levels())
                .keySet().stream()
                        .map(sku -> new CatalogueItem(sku, BigDecimal.ONE.setScale(2), 0))
                        .toList();
    }

    private <S extends Shop> S open(S shop) {
        shops.add(shop);
        return shop;
    }

    private void secret(String name, String value) {
        environment.put("CROSSDOCK_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value);
    }
}
