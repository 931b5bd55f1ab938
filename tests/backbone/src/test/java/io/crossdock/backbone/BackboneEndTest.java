package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class BackboneEndTest {

    @Test
    void nothing_is_left_after_close() {
        // given
        ConcurrentLinkedQueue<String> progress = new ConcurrentLinkedQueue<>();
        Backbone backbone = Backbone.start(progress::add, Part.values());
        RunFolder run = backbone.folder();
        List<Integer> ports = List.of(
                port(backbone.kafka().bootstrapServers()),
                backbone.postgres().port(),
                backbone.mariaDb().port(),
                backbone.sqs().endpoint().getPort());
        assertThat(Marked.by(run.mark())).hasSizeGreaterThanOrEqualTo(2);

        // when
        backbone.close();

        // then
        assertThat(Marked.by(run.path().getFileName().toString())).isEmpty();
        assertThat(run.path()).doesNotExist();
        assertThat(ports).allMatch(FreePort::isFree);
        assertThat(progress)
                .hasSize(Part.values().length)
                .allMatch(line -> line.matches("(kafka|postgres|mariadb|sqs) ready in \\d+\\.\\d s"));
    }

    @Test
    void a_part_that_was_not_asked_for_is_not_there() {
        // given
        try (Backbone backbone = Backbone.start()) {

            // when
            assertThatThrownBy(backbone::kafka)

                    // then
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without kafka");
        }
    }

    @Test
    void a_server_that_does_not_start_is_told_with_the_end_of_its_log() throws Exception {
        // given
        try (RunFolder run = RunFolder.create()) {
            KafkaBroker kafka = new KafkaBroker(run);
            Path data = run.path().resolve("kafka").resolve("data");
            Files.createDirectories(data);
            Files.writeString(data.resolve("meta.properties"), "version=1\ncluster.id=other\nnode.id=42\n");

            // when
            assertThatThrownBy(kafka::start)

                    // then
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("kafka ended with code 1")
                    .hasMessageContaining("42");
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }
}
