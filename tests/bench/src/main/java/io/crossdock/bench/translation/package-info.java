/** {@code crossdock bench translation}: what one order costs, without Kafka. */
package io.crossdock.bench.translation;
