/** What the benchmarks of intake and normalize are fed with. */
package io.crossdock.bench.orders;
