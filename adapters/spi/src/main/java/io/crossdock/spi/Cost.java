package io.crossdock.spi;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a request costs at a system that limits points and not requests.
 *
 * @param points as far as it is known before it is sent, above 0; what the system tells of the same operation mends it
 * @param reads what an answer tells; empty where it tells nothing
 */
public record Cost(double points, Function<Answer, Optional<Told>> reads) {

    /**
     * What an answer tells of its request.
     *
     * @param asked points that had to be there before it was carried out
     * @param taken points that it took in the end; 0 where it was refused
     * @param left points that the account had left then
     */
    public record Told(double asked, double taken, double left) {}
}
