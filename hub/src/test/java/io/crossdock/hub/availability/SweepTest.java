package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    @TempDir
    private Path state;

    @Test
    void slice_by_slice_the_whole_store_is_visited_again_and_again() {
        try (var hub = new TopologyUnderTest(state)) {
            // given
            KeyValueStore<String, Claim> store = hub.driver.getKeyValueStore(AvailabilityProcessor.CLAIMS);
            for (String key : List.of("a", "b", "c", "d", "e")) {
                store.put(key, Claim.NONE.idleSince(key.equals("d") ? 1 : 0));
            }
            Sweep<Claim> sweep = new Sweep<>(store, 2, (claim, now) -> claim.idleSince() > 0);
            // when
            sweep.punctuate(0);
            // then
            assertThat(keys(hub)).containsExactly("a", "b", "c", "d", "e");
            // when
            sweep.punctuate(0);
            // then
            assertThat(keys(hub)).containsExactly("a", "b", "c", "e");
            // when
            store.put("a", Claim.NONE.idleSince(1));
            sweep.punctuate(0);
            sweep.punctuate(0);
            // then
            assertThat(keys(hub)).containsExactly("b", "c", "e");
        }
    }

    private static List<String> keys(TopologyUnderTest hub) {
        return hub.entries(AvailabilityProcessor.CLAIMS).stream()
                .map(entry -> entry.key)
                .toList();
    }
}
