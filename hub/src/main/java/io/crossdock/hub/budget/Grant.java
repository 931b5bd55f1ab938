package io.crossdock.hub.budget;

import java.util.List;

/**
 * Parts of a budget that a process has got.
 *
 * @param comes what each of the limit's buckets held for them
 */
record Grant(String account, String process, int parts, List<Double> comes) {}
