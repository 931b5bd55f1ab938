package io.crossdock.hub.main;

import io.crossdock.hub.drop.DropComponent;
import io.crossdock.hub.normalize.JournalConsumer;
import io.crossdock.hub.sync.SyncStatus;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** Why a channel makes no progress now, in words; from whichever of its routes has something to tell. */
final class ChannelTrouble {

    private ChannelTrouble() {}

    static Optional<String> of(CamelContext context, String channel) {
        Stream<Optional<String>> inbound = Stream.of("normalize-", "fetch-")
                .map(role -> context.getRoute(role + channel))
                .filter(route -> route != null)
                .map(Route::getConsumer)
                .filter(JournalConsumer.class::isInstance)
                .map(consumer -> ((JournalConsumer) consumer).trouble());
        Stream<Optional<String>> outbound =
                Stream.ofNullable(SyncStatus.all(context).get(channel)).map(SyncStatus::paused);
        Stream<Optional<String>> files =
                Stream.of(context.getComponent("drop", DropComponent.class).trouble(channel));
        return Stream.of(inbound, files, outbound)
                .flatMap(told -> told.flatMap(Optional::stream))
                .findFirst();
    }
}
