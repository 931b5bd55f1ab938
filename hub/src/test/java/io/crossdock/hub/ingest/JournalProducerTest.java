package io.crossdock.hub.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.Topics;
import io.crossdock.spi.InboundRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way into the journals, against Kafka's own producer without a broker. */
class JournalProducerTest {

    private static final Sealing SEALING = Encryption.inMemory(List.of("sealed"), Clock.systemUTC());

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final MockProducer<byte[], byte[]> impatient =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    @BeforeEach
    void start() throws Exception {
        context.getRegistry().bind("journalWriter", new JournalWriter(impatient, kafka, new Topics("crossdock")));
        addRoutes("a", "b");
        context.getShutdownStrategy().setTimeout(1);
        context.start();
    }

    private void addRoutes(String... channels) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String channel : channels) {
                    from("direct:" + channel)
                            .routeId(channel)
                            .process(new JournalGate())
                            .to("journal:" + channel)
                            .process(exchange -> exchange.setProperty(
                                    "thread", Thread.currentThread().getName()));
                }
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void an_exchange_goes_on_after_the_ack_and_not_before() throws Exception {
        // when
        CompletableFuture<Exchange> going = send("a", JournalProducerTest::fill);
        // then
        assertThat(going).isNotDone();
        kafka.completeNext();
        assertThat(going.get(10, TimeUnit.SECONDS).getException()).isNull();
    }

    @Test
    void a_record_that_is_not_acknowledged_fails_its_exchange() throws Exception {
        // when
        CompletableFuture<Exchange> going = send("a", JournalProducerTest::fill);
        kafka.errorNext(new TimeoutException("away"));
        // then
        assertThat(going.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void a_producer_that_refuses_at_once_fails_the_exchange_too() throws Exception {
        // given
        kafka.sendException = new IllegalStateException("closed");
        // when, then
        assertThat(send("a", JournalProducerTest::fill)
                        .get(10, TimeUnit.SECONDS)
                        .getException())
                .isSameAs(kafka.sendException);
    }

    @Test
    void a_route_that_stops_takes_the_shared_producer_from_no_other() throws Exception {
        // when
        context.getRouteController().stopRoute("a");
        CompletableFuture<Exchange> going = send("b", JournalProducerTest::fill);
        kafka.completeNext();
        // then
        assertThat(going.get(10, TimeUnit.SECONDS).getException()).isNull();
        assertThat(kafka.closed()).isFalse();
        context.getRouteController().startRoute("a");
        CompletableFuture<Exchange> again = send("a", JournalProducerTest::fill);
        kafka.completeNext();
        assertThat(again.get(10, TimeUnit.SECONDS).getException()).isNull();
    }

    @Test
    void what_may_take_long_goes_on_in_a_thread_of_its_own() throws Exception {
        // when
        CompletableFuture<Exchange> patient = send("a", JournalProducerTest::fill);
        CompletableFuture<Exchange> quick = send("a", exchange -> {
            fill(exchange);
            exchange.setProperty(JournalProducer.ANY_THREAD, true);
        });
        kafka.completeNext();
        impatient.completeNext();
        // then
        String acks = Thread.currentThread().getName();
        assertThat(patient.get(10, TimeUnit.SECONDS).getProperty("thread")).isNotEqualTo(acks);
        assertThat(quick.get(10, TimeUnit.SECONDS).getProperty("thread")).isEqualTo(acks);
    }

    @Test
    void memory_that_sources_fill_which_may_wait_is_none_of_a_webhooks() throws Exception {
        // given
        kafka.sendException = new BufferExhaustedException("full");
        // when
        CompletableFuture<Exchange> patient = send("a", JournalProducerTest::fill);
        CompletableFuture<Exchange> webhook = send("a", exchange -> {
            fill(exchange);
            exchange.setProperty(JournalProducer.ANY_THREAD, true);
        });
        impatient.completeNext();
        // then
        assertThat(patient.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(BufferExhaustedException.class);
        assertThat(webhook.get(10, TimeUnit.SECONDS).getException()).isNull();
        assertThat(JournalWriter.SETTINGS).containsEntry("max.block.ms", 0);
        assertThat(JournalWriter.PATIENT_SETTINGS).containsEntry("max.block.ms", 3_000);
    }

    @Test
    void only_an_inbound_records_headers_get_into_the_journal() throws Exception {
        // when
        send("a", exchange -> {
            fill(exchange);
            for (String name : List.of(
                    "kafka.OVERRIDE_TOPIC",
                    "CamelKafkaOverrideTopic",
                    "kafka.PARTITION_KEY",
                    "CamelHttpUri",
                    "CamelFileName",
                    "ce_",
                    "ce_Id",
                    "ce_a-b",
                    "X-Other")) {
                exchange.getMessage().setHeader(name, "0");
            }
        });
        // then
        ProducerRecord<byte[], byte[]> record = kafka.history().get(0);
        assertThat(record.topic()).isEqualTo("crossdock.inbound.a");
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isNull();
        assertThat(new String(record.key(), UTF_8)).isEqualTo("4711");
        assertThat(record.value()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(Arrays.stream(record.headers().toArray()).map(Header::key))
                .containsExactlyInAnyOrder(
                        "ce_specversion",
                        "ce_id",
                        "ce_source",
                        "ce_type",
                        "ce_subject",
                        "ce_time",
                        "ce_inboundkind",
                        "content-type");
    }

    /** As a queue does with a message of its own while Kafka is away. */
    @Test
    void a_message_that_is_written_again_after_a_failure_is_encrypted_once() throws Exception {
        // given
        context.getRegistry().bind("sealing", SEALING);
        addRoutes("sealed");
        InboundRecord inbound = inbound("sealed");
        Exchange held = new DefaultExchange(context);
        JournalHeaders.write(held.getMessage(), inbound);
        // when
        for (int refused = 0; refused < 2; refused++) {
            CompletableFuture<Exchange> going = send("sealed", held);
            kafka.errorNext(new TimeoutException("away"));
            assertThat(going.get(10, TimeUnit.SECONDS).getException()).isNotNull();
            held.setException(null);
        }
        CompletableFuture<Exchange> going = send("sealed", held);
        kafka.completeNext();
        assertThat(going.get(10, TimeUnit.SECONDS).getException()).isNull();
        // then
        ProducerRecord<byte[], byte[]> taken = kafka.history().get(2);
        String keyId = new String(taken.headers().lastHeader("ce_keyid").value(), UTF_8);
        assertThat(taken.value()).isNotEqualTo(inbound.body());
        assertThat(SEALING.open(inbound.withBody(taken.value()), keyId))
                .hasValueSatisfying(opened -> assertThat(opened.body()).isEqualTo(inbound.body()));
    }

    private static void fill(Exchange exchange) {
        JournalHeaders.write(exchange.getMessage(), inbound("a"));
    }

    private static InboundRecord inbound(String channel) {
        return new InboundRecord(
                new ChannelId(channel),
                "msg_1",
                "order",
                "4711",
                "application/json",
                "{}".getBytes(UTF_8),
                Instant.EPOCH,
                null);
    }

    /** In this thread, up to the journal. */
    private CompletableFuture<Exchange> send(String channel, Processor filling) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        filling.process(exchange);
        return send(channel, exchange);
    }

    private CompletableFuture<Exchange> send(String channel, Exchange exchange) throws Exception {
        AsyncProducer producer = context.getEndpoint("direct:" + channel).createAsyncProducer();
        producer.start();
        CompletableFuture<Exchange> going = new CompletableFuture<>();
        producer.process(exchange, doneSync -> going.complete(exchange));
        return going;
    }
}
