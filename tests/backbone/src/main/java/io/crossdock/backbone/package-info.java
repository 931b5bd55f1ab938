/**
 * Kafka, PostgreSQL and an SQS server from Maven artifacts, for demo, tests and benchmarks; for nobody's production.
 *
 * <p>Linux only: the parts are watched by way of {@code /proc}. Everything listens on 127.0.0.1 only, and whatever way
 * the calling JVM ends, no process and no temporary folder stays behind ({@link io.crossdock.backbone.RunFolder}).
 */
package io.crossdock.backbone;
