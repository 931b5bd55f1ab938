/**
 * Reads what a Debezium connector of somebody's Kafka Connect wrote, as JSON, into the same changes of rows as our own
 * capture gives. It knows records and their places, not the clients that fetch them.
 */
package io.crossdock.erp.connect;
