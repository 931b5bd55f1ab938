package io.crossdock.erp.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes that hand over the same file, and an ERP that takes it away at once. */
class OutboxTest extends OrderFolderStories {

    @Test
    void a_process_that_looked_before_another_claimed_a_file_hands_over_none() throws IOException {
        // given
        Outbox late = new Outbox(outbox, Clock.systemUTC());
        assertThat(late.isClaimed("order.csv")).isFalse();
        // when
        Outbox faster = new Outbox(outbox, Clock.systemUTC());
        faster.claim("order.csv", new byte[] {1});
        late.claim("order.csv", new byte[] {2});
        // then
        faster.handOver("order.csv", folder);
        assertThat(folder.resolve("order.csv")).hasBinaryContent(new byte[] {1});
        // when
        Files.delete(folder.resolve("order.csv"));
        late.claim("order.csv", new byte[] {2});
        late.handOver("order.csv", folder);
        // then
        assertThat(names()).isEmpty();
        try (Stream<Path> left = Files.list(outbox)) {
            assertThat(left).containsExactly(outbox.resolve("order.csv.claim"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_process_that_is_overtaken_right_before_a_rename_hands_over_no_second_file(int rename) throws IOException {
        // given
        int[] renames = {0};
        Outbox late = new Outbox(outbox, Clock.systemUTC(), () -> {
            if (++renames[0] == rename) {
                handOverAndTakeAway();
            }
        });
        // when
        late.claim("order.csv", new byte[] {2});
        late.handOver("order.csv", folder);
        // then
        assertThat(renames[0]).isEqualTo(rename);
        assertThat(names()).as("of a second order").isEmpty();
        try (Stream<Path> left = Files.list(outbox)) {
            assertThat(left).containsExactly(outbox.resolve("order.csv.claim"));
        }
    }

    private void handOverAndTakeAway() {
        Outbox faster = new Outbox(outbox, Clock.systemUTC());
        try {
            if (!faster.isClaimed("order.csv")) {
                faster.claim("order.csv", new byte[] {1});
            }
            faster.handOver("order.csv", folder);
            Files.delete(folder.resolve("order.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
