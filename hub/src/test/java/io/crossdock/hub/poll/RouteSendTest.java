package io.crossdock.hub.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class RouteSendTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final PolledRecords records = new PolledRecords();

    @Test
    void what_the_journal_took_behind_a_record_that_it_refused_does_not_count_as_taken() {
        // given
        records.setChannel("acme-eu");
        records.setKeyPointer("/id");
        List<PolledRecords.Polled> page = Stream.of(1, 2, 3)
                .map(id -> records.of(("{\"id\":" + id + "}").getBytes(UTF_8), Instant.EPOCH))
                .toList();
        List<PolledRecords.Polled> taken = new ArrayList<>();
        RouteSend send = new RouteSend(new RefusesSecondLate(), () -> new DefaultExchange(context), exchange -> {});
        // when
        assertThatThrownBy(() -> send.all(page, taken::add)).isInstanceOf(NotJournaledException.class);
        // then
        assertThat(taken).containsExactly(page.get(0));
    }

    /** Says so when it has taken the third. */
    private static final class RefusesSecondLate extends AsyncProcessorSupport {

        private int sent;
        private Runnable refusal;

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            sent++;
            if (sent == 2) {
                refusal = () -> {
                    exchange.setException(new IllegalStateException("away"));
                    callback.done(false);
                };
                return false;
            }
            callback.done(true);
            if (sent == 3) {
                refusal.run();
            }
            return true;
        }
    }
}
