/**
 * Benchmarks as programs: each runs the hub and its rivals by turns in one run, several rounds, and tells medians and
 * ratios; the last line is JSON.
 */
package io.crossdock.bench;
