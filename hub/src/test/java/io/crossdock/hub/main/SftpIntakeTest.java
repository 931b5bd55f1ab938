package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files behind SFTP are taken as those of a folder are; only a server that proves to be the right one is spoken to. */
@OnBackbone(Part.KAFKA)
class SftpIntakeTest {

    private static final String CHANNEL = """
            channel: remote
            system: acme
            currency: EUR
            locations: [hamburg]
            source:
              transport: sftp
              host: 127.0.0.1
              port: "{{env:SFTP_PORT}}"
              hostKey: "{{env:SFTP_HOST_KEY}}"
              username: crossdock
              password: "{{secret:sftp}}"
              directory: /out
              poll: 1
              pickUp: renamed
              pattern: "*.edi"
              split: x12
              keyElement: BEG03
            """;
    private static final String ENVELOPE =
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1253*U*00501*000000905*0*P*:~"
                    + "GS*PO*SENDER*RECEIVER*20260101*1253*77*X*005010~";
    private static final String FIRST = "ST*850*0001~BEG*00*SA*PO-1**20260101~SE*3*0001~";
    private static final String SECOND = "ST*850*0002~BEG*00*SA*PO-2**20260101~SE*3*0002~";
    private static final byte[] INTERCHANGE = (ENVELOPE + FIRST + SECOND + "GE*2*77~IEA*1*000000905~").getBytes(UTF_8);

    @TempDir
    Path channels;

    @TempDir
    Path root;

    private final Backbone backbone;
    private final KeyPair userKey = SftpServer.keys("RSA", 2048);
    private final Map<String, String> environment = new HashMap<>();
    private SftpServer server;
    private TestDrop drop;
    private TestHub hub;

    SftpIntakeTest(Backbone backbone) throws Exception {
        this.backbone = backbone;
    }

    @BeforeEach
    void aServer() throws Exception {
        drop = new TestDrop(Files.createDirectory(root.resolve("out")));
        server = new SftpServer(root, userKey.getPublic());
        environment.put("SFTP_PORT", Integer.toString(server.port()));
        environment.put("SFTP_HOST_KEY", server.hostKey());
        environment.put("CROSSDOCK_SECRET_SFTP", SftpServer.PASSWORD);
    }

    @AfterEach
    void everythingEnds() throws Exception {
        hub.close();
        server.close();
    }

    @Test
    void an_interchange_becomes_its_messages_and_is_archived_on_the_server() throws Exception {
        // given
        start(CHANNEL);
        // when
        drop.put("orders.edi", INTERCHANGE);
        drop.put("cut.edi", Arrays.copyOf(INTERCHANGE, INTERCHANGE.length - 1));
        drop.awaitGone("orders.edi");
        drop.awaitGone("cut.edi");
        // then
        assertThat(journal()).extracting(CloudEvent::getSubject).containsExactlyInAnyOrder("PO-1", "PO-2");
        assertThat(journal()).allSatisfy(record -> {
            assertThat(record.getDataContentType()).isEqualTo("application/edi-x12");
            assertThat(record.getExtension("inboundkind")).isEqualTo("850");
        });
        assertThat(journal())
                .extracting(record -> new String(record.getData().toBytes(), UTF_8))
                .contains(ENVELOPE + SECOND + "GE*1*77~IEA*1*000000905~");
        assertThat(drop.in("archive")).singleElement().satisfies(archived -> assertThat(archived)
                .hasBinaryContent(INTERCHANGE)
                .hasFileName("orders.edi." + TestDrop.checksum(INTERCHANGE)));
        assertThat(drop.in("failed")).hasSize(2);
        await().untilAsserted(() ->
                assertThat(hub.health().trouble("channel-remote")).startsWith("1 in the folder of failed files"));
        // when
        drop.put("orders.edi", INTERCHANGE);
        drop.awaitGone("orders.edi");
        // then
        assertThat(drop.in("archive")).hasSize(2).allSatisfy(archived -> assertThat(archived)
                .hasBinaryContent(INTERCHANGE));
        assertThat(journal().stream().map(CloudEvent::getId).distinct()).hasSize(2);
    }

    @Test
    void a_file_that_an_ended_process_had_claimed_is_read_without_its_marker() throws Exception {
        // given
        drop.put(".crossdock-orders.edi.0123abcd", INTERCHANGE);
        drop.put("orders.edi.done", "");
        // when
        start(CHANNEL.replace("pickUp: renamed", "pickUp: marker\n  settle: 1"));
        drop.awaitGone("orders.edi");
        // then
        assertThat(journal()).extracting(CloudEvent::getSubject).containsExactlyInAnyOrder("PO-1", "PO-2");
        assertThat(drop.in("archive")).singleElement().satisfies(archived -> assertThat(archived)
                .hasFileName("orders.edi." + TestDrop.checksum(INTERCHANGE)));
        assertThat(drop.holds("orders.edi.done")).isFalse();
    }

    @Test
    void a_private_key_is_as_good_as_a_password() throws Exception {
        // given
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(userKey.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        environment.put("CROSSDOCK_SECRET_SFTP", pem);
        // when
        start(CHANNEL.replace("password:", "privateKey:"));
        drop.put("orders.edi", INTERCHANGE);
        drop.awaitGone("orders.edi");
        // then
        assertThat(journal()).hasSize(2);
    }

    @Test
    void a_server_with_another_key_gets_no_password_and_the_health_tells() throws Exception {
        // given
        environment.put(
                "SFTP_HOST_KEY",
                PublicKeyEntry.toString(SftpServer.keys("RSA", 2048).getPublic()));
        drop.put("orders.edi", INTERCHANGE);
        // when
        start(CHANNEL);
        // then
        await().untilAsserted(() ->
                assertThat(hub.health().trouble("channel-remote")).isEqualTo("the folder cannot be listed"));
        assertThat(drop.holds("orders.edi")).isTrue();
    }

    @Test
    void a_server_that_goes_away_is_told_and_used_again_once_it_is_back() throws Exception {
        // given
        start(CHANNEL);
        drop.put("first.edi", INTERCHANGE);
        drop.awaitGone("first.edi");
        // when
        server.stop();
        // then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(hub.health().trouble("channel-remote")).isEqualTo("the folder cannot be listed"));
        // when
        server.start();
        drop.put("second.edi", INTERCHANGE);
        drop.awaitGone("second.edi");
        // then
        assertThat(journal()).hasSize(4);
        await().untilAsserted(
                        () -> assertThat(hub.health().trouble("channel-remote")).isEmpty());
    }

    @Test
    void links_and_names_with_wildcards_are_left_lying() throws Exception {
        // given
        Files.write(root.resolve("outside.edi"), INTERCHANGE);
        Files.createSymbolicLink(drop.folder().resolve("link.edi"), root.resolve("outside.edi"));
        Files.write(drop.folder().resolve("*.edi"), INTERCHANGE);
        // when
        start(CHANNEL);
        // then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(hub.health().trouble("channel-remote")).startsWith("2 not taken"));
        assertThat(journal()).isEmpty();
    }

    @Test
    void a_server_that_says_nothing_does_not_hold_up_a_stop() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            // given
            environment.put("SFTP_PORT", Integer.toString(silent.getLocalPort()));
            start(CHANNEL);
            await().atMost(Duration.ofSeconds(60)).until(() -> isAsked(silent));
            // when
            long beganNanos = System.nanoTime();
            hub.close();
            // then
            assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static boolean isAsked(ServerSocket silent) throws IOException {
        return silent.accept().isConnected();
    }

    private void start(String file) throws Exception {
        Files.writeString(channels.resolve("remote.channel.yaml"), file);
        hub = TestHub.start(backbone.kafka().bootstrapServers(), channels, environment, Role.INGEST);
    }

    private List<CloudEvent> journal() {
        return hub.events(hub.topics().journal(hub.channel("remote")));
    }
}
