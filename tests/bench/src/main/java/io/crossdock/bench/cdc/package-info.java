/**
 * {@code crossdock bench cdc}: from the ERP's commit to the canonical event. Lag at a steady rate, a burst beside what
 * Debezium's engine does without a mapping, and what queries cost the ERP.
 */
package io.crossdock.bench.cdc;
