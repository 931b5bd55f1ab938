package io.crossdock.bench.sync;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One article changes again and again while each channel may be asked only so often. */
final class HotItem {

    private HotItem() {}

    /**
     * What that cost.
     *
     * @param requestsPerSecond of the channel that got the most
     * @param lastMillis from the last commit until every channel showed the last value
     */
    record Cost(double requestsPerSecond, double lastMillis) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.2f requests/s, the last value shown after %.0f ms", requestsPerSecond, lastMillis);
        }
    }

    /**
     * @param changes of the article
     * @return once every channel shows the last of them
     */
    static Cost of(Rig rig, int changes, int perSecond) throws SQLException {
        List<String> channels = rig.shops().channels();
        long[] before = channels.stream().mapToLong(rig.shops()::requests).toArray();
        int article = rig.stock().nextArticle();
        long beganNanos = System.nanoTime();
        try (ErpWriter erp = new ErpWriter(rig.stock())) {
            for (int change = 0; change < changes; change++) {
                long dueNanos = beganNanos + change * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (long left = 1; left > 0; left = dueNanos - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                rig.stock().raise(article);
                erp.write(article, () -> {});
            }
        }
        long endedNanos = System.nanoTime();
        channels.forEach(rig::awaitShown);
        double lastMillis = (System.nanoTime() - endedNanos) / 1e6;
        double seconds = Duration.ofNanos(System.nanoTime() - beganNanos).toMillis() / 1e3;
        long most = 0;
        for (int channel = 0; channel < before.length; channel++) {
            most = Math.max(most, rig.shops().requests(channels.get(channel)) - before[channel]);
        }
        return new Cost(most / seconds, lastMillis);
    }
}
