package io.crossdock.hub.drop;

import io.crossdock.hub.duties.Duty;
import java.time.Clock;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.file.GenericFileConsumer;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Consumes the records of a folder's files; the message of an exchange is an inbound record. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "drop",
        title = "File Drop",
        syntax = "drop:channel",
        consumerOnly = true,
        category = Category.FILE)
public class DropEndpoint extends DefaultEndpoint {

    @UriPath
    private final String channel;

    @UriParam
    @Metadata(required = true)
    private DropFolder folder;

    @UriParam
    @Metadata(required = true)
    private FileIntake intake;

    private final DropDuty duty;
    private final DropStatus status;
    private GenericFileEndpoint<?> listed;

    DropEndpoint(String uri, DropComponent component, String channel) {
        super(uri, component);
        this.channel = channel;
        this.duty = new DropDuty(channel, !component.isShared(), () -> folder.endSoon());
        this.status = new DropStatus(channel, Clock.systemUTC());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        PickUp pickUp = new PickUp(folder, Clock.systemUTC());
        listed = folder.listing(getCamelContext(), pickUp);
        ServiceHelper.startService(listed);
        GenericFileConsumer<?> consumer = listed.createConsumer(processor);
        Archive archive = new Archive(folder, Clock.systemUTC());
        RecordFlow flow = new RecordFlow(
                consumer,
                AsyncProcessorConverterHelper.convert(processor),
                () -> !duty.isHeld() || !consumer.isRunAllowed() || consumer.isSuspendingOrSuspended());
        FileTaker taker =
                new FileTaker(folder, pickUp, intake, archive, flow, status, DropMeters.of(getCamelContext(), channel));
        consumer.setCustomProcessor(exchange -> duty.whileHeld(() -> taker.take(exchange)));
        consumer.setPollStrategy(new DropPolls(folder, pickUp, archive, status, duty));
        consumer.setExceptionHandler(new QuietExceptions(status));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(listed);
        super.doStop();
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a drop is only read");
    }

    Duty duty() {
        return duty.duty();
    }

    DropStatus status() {
        return status;
    }

    public String getChannel() {
        return channel;
    }

    public DropFolder getFolder() {
        return folder;
    }

    /** Where the files are, and how they are known to be complete. */
    public void setFolder(DropFolder folder) {
        this.folder = folder;
    }

    public FileIntake getIntake() {
        return intake;
    }

    /** How a file becomes records. */
    public void setIntake(FileIntake intake) {
        this.intake = intake;
    }
}
