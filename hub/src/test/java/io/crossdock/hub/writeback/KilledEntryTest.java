package io.crossdock.hub.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.orders.InterfaceTable;
import io.crossdock.erp.orders.OrderInterface;
import io.crossdock.erp.orders.TableTarget;
import io.crossdock.hub.writeback.EnteringUnderTest.EnteredByTest;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry.Incoming;
import io.crossdock.spi.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What enters orders dies after the ERP has one, or judged one, and before its place is kept. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
class KilledEntryTest {

    private static final int ORDERS = 20;
    private static final String PASSWORD = "only for tests";

    private final Backbone backbone;
    private final String name = "killed_" + UUID.randomUUID().toString().substring(0, 8);
    private EnteringUnderTest hub;
    private LegacyOrderEntry entry;
    private ErpConfig config;

    @TempDir
    private Path folder;

    KilledEntryTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void orders_and_an_erp() throws Exception {
        var postgres = backbone.postgres();
        String owner = postgres.createDatabase(name) + "?user=" + postgres.user() + "&password=" + postgres.password();
        LegacyErp.create(owner);
        entry = LegacyOrderEntry.install(owner, name, PASSWORD);
        Path mapping = Files.writeString(
                folder.resolve("legacy.erp.yaml"),
                Files.readString(Path.of("../erp/legacy-orders.erp.yaml"))
                        .replace("{{env:LEGACY_ERP_HOST}}", postgres.host())
                        .replace("{{env:LEGACY_ERP_PORT}}", Integer.toString(postgres.port()))
                        .replace("{{env:LEGACY_ERP_DATABASE}}", name)
                        .replace("user: crossdock_orders", "user: " + name));
        config = ErpConfigReader.read(mapping, text -> text.startsWith("{{secret") ? PASSWORD : text);
        hub = new EnteringUnderTest(backbone, name.replace('_', '-'), 2);
        hub.place(IntStream.range(0, ORDERS).mapToObj(i -> "shop:" + i));
    }

    @Test
    void an_order_that_was_entered_by_one_that_died_is_in_the_erp_once() throws Exception {
        // given: one after the other dies right after it entered an order
        for (int death = 1; death <= 3; death++) {
            AtomicInteger entered = new AtomicInteger();
            InterfaceTable table = table();
            OrderInterface dying = new EnteredByTest(table, entry -> {
                table.enter(entry);
                if (entered.incrementAndGet() == 5) {
                    throw EnteredByTest.killed();
                }
            });
            hub.enter(config, dying, () -> entered.get() == 5);
        }
        // when
        hub.enter(config, table(), () -> entry.incoming().size() == ORDERS && hub.isThrough());
        // then
        assertThat(entry.incoming()).hasSize(ORDERS);
        assertThat(entry.incoming()).extracting(Incoming::attempt).containsOnly(1);
        assertThat(EntryStates.read(hub.clients, hub.topics, "legacy").count(EntryState.Phase.SENT))
                .isEqualTo(ORDERS);
    }

    @Test
    void what_was_tried_once_more_by_one_that_died_is_not_tried_again_for_it() throws Exception {
        // given
        List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean dies = new AtomicBoolean();
        OrderInterface rejects = rejecting("shop:0", attempts, dies);
        hub.enter(config, rejects, hub::isThrough);
        // when somebody asks three times that it is tried once more, and the third time kills
        hub.retry(Stream.of("shop:0", "shop:0", "shop:0"));
        dies.set(true);
        hub.enter(config, rejects, () -> !dies.get());
        hub.enter(config, rejects, hub::isThrough);
        // then
        assertThat(attempts).containsExactly(1, 2, 3, 4, 4);
    }

    @Test
    void what_is_to_be_tried_once_more_is_tried_though_its_topic_was_made_again() throws Exception {
        // given: the order was tried where the topic had its third record
        List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
        OrderInterface rejects = rejecting("shop:0", attempts, new AtomicBoolean());
        hub.retry(Stream.of("shop:0", "shop:0", "shop:0"));
        hub.enter(config, rejects, hub::isThrough);
        int before = attempts.size();
        // when: the next stands where the first one stood
        hub.makeRetriesAgain();
        hub.retry(Stream.of("shop:0"));
        hub.enter(config, rejects, hub::isThrough);
        // then
        assertThat(attempts).hasSize(before + 1);
    }

    private InterfaceTable table() {
        return new InterfaceTable(
                "legacy", (TableTarget) config.writeBack().orElseThrow().target());
    }

    /**
     * An ERP that does not take one order.
     *
     * @param attempts at it
     * @param dies whether the fourth of them ends its thread
     */
    private OrderInterface rejecting(String order, List<Integer> attempts, AtomicBoolean dies) {
        InterfaceTable table = table();
        return new EnteredByTest(table, entry -> {
            if (!entry.order().id().value().equals(order)) {
                table.enter(entry);
                return;
            }
            attempts.add(entry.attempt());
            if (entry.attempt() == 4 && dies.getAndSet(false)) {
                throw EnteredByTest.killed();
            }
            throw Failure.rejected("legacy", "order", order, "not this one");
        });
    }
}
