/**
 * Orders on their way into the ERP, by the interface that it has for them: what of an order goes where, and the interface
 * itself where that is no more than JDBC or a folder. Pure Java; when an order is entered is the hub's to decide.
 */
package io.crossdock.erp.orders;
