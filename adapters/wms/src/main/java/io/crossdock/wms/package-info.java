/**
 * Warehouse systems, one package a system (shiphero, shipbob, x12 ...): inventory webhooks and 846 documents to
 * {@link io.crossdock.canonical.StockCounted}, shipments to {@link io.crossdock.canonical.OrderShipped}. No system is
 * here yet.
 */
package io.crossdock.wms;
