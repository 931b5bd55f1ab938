package io.crossdock.hub.budget;

import io.crossdock.spi.Request;
import java.time.Instant;

/**
 * What a budget has given for a request that is to be made now.
 *
 * @param points 1 where they are not counted or nobody knows them
 * @param isOfShare whether its share of the account's limit was charged, too; beyond it, only the account was
 */
public record Charge(Request request, double points, boolean isOfShare, Instant at) {}
