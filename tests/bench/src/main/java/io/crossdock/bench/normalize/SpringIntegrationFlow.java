package io.crossdock.bench.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter.ListenerMode;
import org.springframework.integration.kafka.outbound.KafkaProducerMessageHandler;
import org.springframework.integration.kafka.support.KafkaIntegrationHeaders;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.messaging.Message;

/**
 * Spring's channel adapters, as fast as they go without losing anything: a batch in, one message an event out, all acks
 * awaited, then the container commits the batch.
 */
final class SpringIntegrationFlow implements Contender.Running {

    private final AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();
    private final SameWork same;
    private final DirectChannel events = new DirectChannel();

    /** Of the batch in hand; only the listener's thread touches it. */
    private final List<CompletableFuture<?>> acks = new ArrayList<>();

    /** What switches Spring Integration on. */
    @EnableIntegration
    static class Configuration {}

    /** The hub's clients, so that nobody differs in a setting. */
    private static final class HubsConsumers extends DefaultKafkaConsumerFactory<byte[], byte[]> {

        private final Work work;

        HubsConsumers(Work work) {
            super(Map.of(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false));
            this.work = work;
        }

        @Override
        protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> ignored) {
            return work.clients()
                    .consumer(
                            Contender.SPRING_INTEGRATION.group(work),
                            Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Work.BATCH));
        }
    }

    private static final class HubsProducers extends DefaultKafkaProducerFactory<byte[], byte[]> {

        private final Work work;

        HubsProducers(Work work) {
            super(Map.of());
            this.work = work;
        }

        @Override
        protected Producer<byte[], byte[]> createRawProducer(Map<String, Object> ignored) {
            return work.clients().producer("spring");
        }
    }

    SpringIntegrationFlow(Work work) {
        same = new SameWork(work);
        DirectChannel batches = new DirectChannel();
        DirectChannel sent = new DirectChannel();
        batches.subscribe(this::translate);
        sent.subscribe(ack -> acks.add((CompletableFuture<?>) ack.getPayload()));
        spring.register(Configuration.class);
        spring.registerBean("batches", DirectChannel.class, () -> batches);
        spring.registerBean("events", DirectChannel.class, () -> events);
        spring.registerBean("sent", DirectChannel.class, () -> sent);
        spring.registerBean("outbound", KafkaProducerMessageHandler.class, () -> outbound(work, sent));
        spring.registerBean("inbound", KafkaMessageDrivenChannelAdapter.class, () -> inbound(work, batches));
        spring.refresh();
        events.subscribe(spring.getBean(KafkaProducerMessageHandler.class));
        spring.getBean(KafkaMessageDrivenChannelAdapter.class).start();
    }

    private static KafkaMessageDrivenChannelAdapter<byte[], byte[]> inbound(Work work, DirectChannel batches) {
        ContainerProperties properties = new ContainerProperties(work.journal());
        properties.setGroupId(Contender.SPRING_INTEGRATION.group(work));
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        BatchMessagingMessageConverter records = new BatchMessagingMessageConverter();
        records.setRawRecordHeader(true);
        KafkaMessageDrivenChannelAdapter<byte[], byte[]> adapter = new KafkaMessageDrivenChannelAdapter<>(
                new KafkaMessageListenerContainer<>(new HubsConsumers(work), properties), ListenerMode.batch);
        adapter.setBatchMessageConverter(records);
        adapter.setOutputChannel(batches);
        adapter.setAutoStartup(false);
        return adapter;
    }

    private static KafkaProducerMessageHandler<byte[], byte[]> outbound(Work work, DirectChannel sent) {
        KafkaProducerMessageHandler<byte[], byte[]> handler =
                new KafkaProducerMessageHandler<>(new KafkaTemplate<>(new HubsProducers(work)));
        handler.setFuturesChannel(sent);
        return handler;
    }

    private void translate(Message<?> batch) {
        for (Object read : batch.getHeaders().get(KafkaHeaders.RAW_DATA, List.class)) {
            events.send(message(same.translated(cast(read))));
        }
        acks.forEach(CompletableFuture::join);
        acks.clear();
    }

    /** The outbound adapter takes a whole record as payload, which spares it the mapping of headers. */
    private static Message<?> message(ProducerRecord<byte[], byte[]> event) {
        return MessageBuilder.withPayload(event)
                .setHeader(KafkaIntegrationHeaders.FUTURE_TOKEN, "")
                .build();
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> cast(Object read) {
        return (ConsumerRecord<byte[], byte[]>) read;
    }

    @Override
    public void close() {
        spring.close();
    }
}
