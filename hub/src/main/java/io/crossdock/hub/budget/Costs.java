package io.crossdock.hub.budget;

import io.crossdock.spi.Cost;
import io.crossdock.spi.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What requests to an account cost: as adapters say, and as the system has told of the same operation since. */
final class Costs {

    /** The most that may be there at once; 0 where points are not counted. */
    private final double most;

    /** How much dearer an operation is than its adapter says. */
    private final Map<String, Double> dearer = new ConcurrentHashMap<>();

    Costs(List<Rate> rates) {
        this.most = rates.stream()
                .filter(Rate::isPoints)
                .mapToDouble(Rate::burst)
                .min()
                .orElse(0);
    }

    boolean areCounted() {
        return most > 0;
    }

    /** One that costs more than there ever is waits until all of it is there. */
    Price of(Request request) {
        if (!areCounted() || request.cost() == null) {
            return Price.LEAST;
        }
        double points = request.cost().points() * dearer.getOrDefault(request.operation(), 1.0);
        return new Price(Math.max(Price.LEAST.points(), Math.min(most, points)));
    }

    void told(Request request, Cost.Told told) {
        if (told.asked() > 0) {
            dearer.put(request.operation(), told.asked() / request.cost().points());
        }
    }
}
