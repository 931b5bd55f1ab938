/**
 * A busy day on one machine: the embedded backbone, a legacy ERP, five partner systems and a real hub process, played,
 * watched and at the end proved right from outside, by what Kafka, the ERP and the partner systems themselves say.
 */
package io.crossdock.demo;
