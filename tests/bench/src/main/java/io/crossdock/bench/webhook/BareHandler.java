package io.crossdock.bench.webhook;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.ingest.JournalWriter;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.webhook.WebhookServer;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.LoggerFactory;

/**
 * The rival, a process of its own: a Vert.x handler as somebody would write it who needs this one webhook and nothing
 * else. It reads the body, verifies the signature, produces with the hub's own settings and answers after the ack.
 */
public final class BareHandler extends AbstractVerticle {

    static final String READY = "listening";

    private final Mac mac;
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int port;

    private BareHandler(Mac mac, Producer<byte[], byte[]> producer, String topic, int port) {
        this.mac = mac;
        this.producer = producer;
        this.topic = topic;
        this.port = port;
    }

    /**
     * @param args brokers, prefix of the topics, port, secret
     */
    public static void main(String[] args) throws Exception {
        Producer<byte[], byte[]> producer =
                new KafkaClients(Map.of("bootstrap.servers", args[0])).producer("bench-bare", JournalWriter.SETTINGS);
        Topics topics = new Topics(args[1]);
        new JournalWriter(producer, producer, topics).locate(List.of(Contender.CHANNEL), Duration.ofSeconds(30));
        String journal = topics.journal(Contender.CHANNEL);
        int port = Integer.parseInt(args[2]);
        // As many loops as the hub has, each with a Mac of its own: a Mac is for one thread.
        Vertx.vertx()
                .deployVerticle(
                        () -> new BareHandler(SignedWebhooks.mac(args[3]), producer, journal, port),
                        new DeploymentOptions().setInstances(WebhookServer.loops()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        LoggerFactory.getLogger(BareHandler.class).info(READY);
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer(new HttpServerOptions())
                .requestHandler(this::handle)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> keep(request, body)).onFailure(e -> answer(request, 400));
    }

    private void keep(HttpServerRequest request, Buffer body) {
        byte[] bytes = body.getBytes();
        String signature = request.getHeader(SignedWebhooks.SIGNATURE);
        String id = request.getHeader(SignedWebhooks.DELIVERY);
        if (signature == null
                || id == null
                || !MessageDigest.isEqual(
                        mac.doFinal(bytes), Base64.getDecoder().decode(signature))) {
            answer(request, 401);
            return;
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, id.getBytes(StandardCharsets.US_ASCII), bytes);
        record.headers().add("content-type", "application/json".getBytes(StandardCharsets.US_ASCII));
        Context thread = Vertx.currentContext();
        producer.send(record, (metadata, e) -> thread.runOnContext(kept -> answer(request, e == null ? 200 : 503)));
    }

    private static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }
}
