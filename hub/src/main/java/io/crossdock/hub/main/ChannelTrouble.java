package io.crossdock.hub.main;

import io.crossdock.hub.drop.DropComponent;
import io.crossdock.hub.ingest.QueueHold;
import io.crossdock.hub.normalize.JournalConsumer;
import io.crossdock.hub.poll.PollConsumer;
import io.crossdock.hub.sync.SyncStatus;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.support.ScheduledPollConsumer;

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
        // The route that a source Kamelet makes is named by the ingest template.
        Stream<Optional<String>> source =
                Stream.ofNullable(context.getRoute(channel + "-source")).map(route -> ofSource(route.getConsumer()));
        Stream<Optional<String>> outbound = Stream.ofNullable(
                        SyncStatus.all(context).get(channel))
                .map(sync -> sync.paused().or(sync::braked));
        Stream<Optional<String>> files =
                Stream.of(context.getComponent("drop", DropComponent.class).trouble(channel));
        return Stream.of(source, inbound, files, outbound)
                .flatMap(told -> told.flatMap(Optional::stream))
                .findFirst();
    }

    private static Optional<String> ofSource(Consumer consumer) {
        if (consumer instanceof PollConsumer poll) {
            return poll.trouble();
        }
        return consumer instanceof ScheduledPollConsumer queue && queue.getPollStrategy() instanceof QueueHold hold
                ? hold.trouble()
                : Optional.empty();
    }
}
