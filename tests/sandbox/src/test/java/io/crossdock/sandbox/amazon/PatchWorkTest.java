package io.crossdock.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.SettableClock;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.http.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When accepted patches are carried out; the test says whose time has come. */
class PatchWorkTest {

    private final Setup setup = Worlds.setup("amazon-de", "EUR", new SettableClock());
    private final Ledger ledger = new Ledger(setup, AmazonListings.LOCATIONS);
    private final List<Runnable> timers = new ArrayList<>();
    private final PatchWork work = new PatchWork(ledger, new Faults(), new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            timers.add(command);
            return null;
        }
    });

    @BeforeEach
    void it_takes_a_while() {
        work.takes(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        work.close();
    }

    private void accept(String sku, int pieces) {
        ListingPatch patch = new ListingPatch("A1", "EUR");
        String json = """
                {"op": "merge", "path": "/attributes/fulfillment_availability",
                 "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": %d}]}
                """.formatted(pieces);
        patch.read(JsonText.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
        work.accept(sku, patch);
    }

    private long shown(String sku) {
        return ledger.shown(sku).quantity();
    }

    @Test
    void what_is_held_is_not_carried_out_though_its_time_comes_and_is_when_it_is_released() {
        // given
        accept("SKU-1", 1);
        // when
        work.hold();
        timers.get(0).run();
        // then
        assertThat(shown("SKU-1")).isEqualTo(10);
        work.release();
        assertThat(shown("SKU-1")).isEqualTo(1);
    }

    @Test
    void the_time_of_what_was_carried_out_before_is_not_that_of_what_came_after_it() {
        // given
        accept("SKU-1", 1);
        work.release();
        assertThat(shown("SKU-1")).isEqualTo(1);
        accept("SKU-1", 2);
        // when
        timers.get(0).run();
        // then
        assertThat(shown("SKU-1")).isEqualTo(1);
        timers.get(1).run();
        assertThat(shown("SKU-1")).isEqualTo(2);
    }

    @Test
    void what_would_be_done_at_once_waits_for_what_was_accepted_before() {
        // given
        accept("SKU-1", 1);
        work.takes(Duration.ZERO);
        accept("SKU-1", 2);
        // when
        timers.get(1).run();
        // then
        assertThat(shown("SKU-1")).isEqualTo(10);
        timers.get(0).run();
        assertThat(shown("SKU-1")).isEqualTo(2);
    }
}
