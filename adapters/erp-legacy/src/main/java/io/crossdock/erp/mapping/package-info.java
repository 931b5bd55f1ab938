/** From changed rows to canonical events; pure but for the queries that it is handed. */
package io.crossdock.erp.mapping;
