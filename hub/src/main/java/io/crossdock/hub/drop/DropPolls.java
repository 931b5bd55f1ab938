package io.crossdock.hub.drop;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;

/** When the folder is looked into, and what a look that failed means. */
final class DropPolls implements PollingConsumerPollStrategy {

    private final DropFolder folder;
    private final PickUp pickUp;
    private final Archive archive;
    private final DropStatus status;
    private final DropDuty duty;

    DropPolls(DropFolder folder, PickUp pickUp, Archive archive, DropStatus status, DropDuty duty) {
        this.folder = folder;
        this.pickUp = pickUp;
        this.archive = archive;
        this.status = status;
        this.duty = duty;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        if (!duty.isHeld() || status.rests()) {
            return false;
        }
        pickUp.beginListing();
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        if (polledMessages == 0) {
            status.nothingLeft();
        }
        try {
            status.listed(pickUp.refused(), archive.rejected());
        } catch (Exception e) {
            status.listingFailed("the folder of failed files cannot be listed");
            folder.reset();
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception e) {
        status.listingFailed("the folder cannot be listed");
        folder.reset();
        return false;
    }
}
