package io.crossdock.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class JournalGateTest {

    @Test
    void no_source_can_pass_a_record_off_as_encrypted() {
        // given
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("ce_id", "msg_1");
        exchange.getMessage().setHeader("ce_keyid", "acme-eu:2026-10:000000000000:0");
        // when
        new JournalGate().process(exchange);
        // then
        assertThat(exchange.getMessage().getHeaders()).containsOnlyKeys("ce_id");
    }
}
