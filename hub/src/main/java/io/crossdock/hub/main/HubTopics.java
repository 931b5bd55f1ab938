package io.crossdock.hub.main;

import io.crossdock.erp.ErpConfig;
import io.crossdock.hub.kafka.TopicSetup;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The topics that a process needs by its settings, its channels and its ERP. */
final class HubTopics {

    private HubTopics() {}

    /**
     * Creates what is missing, and brings what was there to the retention that this process was asked for.
     *
     * @return why some topics that were there keep what they hold for another time than was asked for; empty as a rule
     * @throws IllegalStateException when Kafka does not answer within a minute or refuses
     */
    static Optional<String> ensure(Admin admin, Assembly assembly) {
        TopicSetup setup = TopicSetup.of(assembly.settings());
        Optional<String> trouble = setup.ensure(
                admin,
                assembly.allIds(),
                assembly.erp().map(erp -> erp.config().name()).stream().toList());
        setup.createReleases(admin, assembly.guardedIds());
        Optional<ErpConfig> entered = assembly.erpForOrders();
        Optional<String> ofOrders = entered.flatMap(erp -> setup.createOrderEntry(admin, erp.name()));
        entered.filter(erp ->
                        erp.writeBack().orElseThrow().target().firstNumber().isPresent())
                .ifPresent(erp -> setup.createInterchanges(admin, erp.name()));
        return trouble.or(() -> ofOrders);
    }
}
