package io.crossdock.hub.drop;

import io.crossdock.hub.duties.Duty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code drop:<channel>?folder=#bean:..&intake=#bean:..}: the records of the files in a folder, one exchange each. Camel's
 * file and SFTP components list; why what follows is our own: docs/adr/0013.
 */
@Component("drop")
public class DropComponent extends DefaultComponent {

    private final List<DropEndpoint> drops = new CopyOnWriteArrayList<>();
    private boolean isShared;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DropEndpoint endpoint = new DropEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        drops.add(endpoint);
        return endpoint;
    }

    /** Whether other processes may stand for the same folders, so that each waits for its duty; false by default. */
    public void setShared(boolean isShared) {
        this.isShared = isShared;
    }

    public boolean isShared() {
        return isShared;
    }

    /** One for each folder: only its owner takes files. */
    public List<Duty> duties() {
        return drops.stream().map(DropEndpoint::duty).toList();
    }

    /** Why files of a channel are left lying; empty while all is well. */
    public Optional<String> trouble(String channel) {
        return drops.stream()
                .filter(drop -> drop.getChannel().equals(channel))
                .flatMap(drop -> drop.status().trouble().stream())
                .findFirst();
    }
}
