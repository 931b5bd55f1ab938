package io.crossdock.hub.main;

import io.crossdock.canonical.ChannelId;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.erp.ErpSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one process is to run, read and checked.
 *
 * @param all every channel there is; topics are made for all
 * @param served the channels that this process works for
 * @param erp the ERP and its mapping; empty where none is watched
 * @param capabilities those that move out of the ERP
 */
public record Assembly(
        Settings settings,
        Channels all,
        List<ChannelConfig> served,
        Optional<ErpSettings> erp,
        Set<Role> roles,
        List<SwitchedCapability> capabilities) {

    public Assembly {
        served = List.copyOf(served);
        roles = Set.copyOf(roles);
        capabilities = List.copyOf(capabilities);
    }

    /** Without a capability that moves. */
    public Assembly(
            Settings settings, Channels all, List<ChannelConfig> served, Optional<ErpSettings> erp, Set<Role> roles) {
        this(settings, all, served, erp, roles, List.of());
    }

    boolean has(Role role) {
        return roles.contains(role);
    }

    /** The channels that this process takes records in for. */
    List<ChannelId> sourceIds() {
        return served.stream()
                .filter(channel -> channel.source().isPresent())
                .map(ChannelConfig::id)
                .toList();
    }

    /** Whose records this process may have to encrypt. */
    List<String> owners() {
        Stream<String> channels = has(Role.INGEST) || has(Role.NORMALIZE)
                ? served.stream().map(served -> served.id().value())
                : Stream.of();
        Stream<String> erps = has(Role.ERP)
                ? erp.stream().map(watched -> "erp-" + watched.config().name())
                : Stream.of();
        return Stream.concat(channels, erps).toList();
    }

    List<ChannelId> allIds() {
        return all.all().stream().map(ChannelConfig::id).toList();
    }

    /** The channels that hold prices which move far. */
    List<ChannelId> guardedIds() {
        return all.all().stream()
                .filter(channel -> channel.prices().guard().isSet())
                .map(ChannelConfig::id)
                .toList();
    }

    /** The ERP that is to have orders. */
    Optional<ErpConfig> erpForOrders() {
        return erp.map(ErpSettings::config).filter(config -> config.writeBack().isPresent());
    }
}
