package io.crossdock.bench.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Three channels in trouble of three kinds, and what the others notice of it. */
final class Isolation {

    private final Rig rig;
    private final Map<String, Shop.Mood> troubles = new TreeMap<>();
    private final List<String> others;

    /** @param rig with four channels or more */
    Isolation(Rig rig) {
        this.rig = rig;
        List<String> channels = rig.shops().channels();
        troubles.put(channels.get(0), Shop.Mood.HUNG);
        troubles.put(channels.get(1), Shop.Mood.THROTTLED);
        troubles.put(channels.get(2), Shop.Mood.HALF);
        others = channels.subList(troubles.size(), channels.size());
    }

    /**
     * The other channels' latencies.
     *
     * @param first nobody is in trouble
     * @param second nobody is in trouble either: how far two equal turns differ
     */
    record Round(Latencies first, Latencies second, Latencies disturbed) {}

    /** @param isDisturbedFirst so that what drifts meets both */
    Round round(Duration lasting, int perSecond, boolean isDisturbedFirst) throws InterruptedException {
        Latencies disturbed = isDisturbedFirst ? disturbed(lasting, perSecond) : null;
        Latencies first = undisturbed(lasting, perSecond);
        Latencies second = undisturbed(lasting, perSecond);
        return new Round(first, second, isDisturbedFirst ? disturbed : disturbed(lasting, perSecond));
    }

    private Latencies undisturbed(Duration lasting, int perSecond) throws InterruptedException {
        return ErpWriter.run(rig, others, lasting, perSecond);
    }

    private Latencies disturbed(Duration lasting, int perSecond) throws InterruptedException {
        troubles.forEach(rig.shops()::behave);
        try {
            return ErpWriter.run(rig, others, lasting, perSecond);
        } finally {
            troubles.keySet().forEach(channel -> rig.shops().behave(channel, Shop.Mood.WELL));
            rig.awaitNothingPending();
        }
    }
}
