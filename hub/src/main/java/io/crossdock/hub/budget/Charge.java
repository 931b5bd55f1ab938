package io.crossdock.hub.budget;

import io.crossdock.spi.Request;
import java.time.Instant;

/**
 * What a budget has given for a request that is to be made now.
 *
 * @param points 1 where they are not counted or nobody knows them
 */
public record Charge(Request request, double points, Instant at) {}
