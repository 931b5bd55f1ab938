package io.crossdock.hub.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A route is stopped and started again by an operator, or by Camel; the channel goes on. */
@OnBackbone(Part.KAFKA)
class JournalRestartTest {

    @Test
    void a_thread_that_outlives_its_stop_does_not_disturb_the_next_start(Backbone backbone) throws Exception {
        try (JournalUnderTest journal = new JournalUnderTest(backbone)) {
            // given
            journal.write("1");
            List<String> taken = new CopyOnWriteArrayList<>();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            JournalConsumer consumer = journal.start(10, ids -> {
                begun.countDown();
                awaitWhateverHappens(goOn);
                taken.addAll(ids);
            });
            begun.await();

            // when
            consumer.stop();
            consumer.start();
            goOn.countDown();
            journal.write("2");

            // then
            await().atMost(Duration.ofSeconds(60)).until(() -> journal.committed() == 2);
            assertThat(taken).contains("1", "2");
            assertThat(consumer.trouble()).isEmpty();
        }
    }

    /** As a call that heeds no interrupt. */
    private static void awaitWhateverHappens(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
