/** Orders on their way into the ERP: each entered once, what became of it remembered, and what it rejects a dead letter. */
package io.crossdock.hub.writeback;
