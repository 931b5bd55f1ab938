/**
 * Carriers, one package a system (easypost, dhl, ups, fedex, usps ...): tracking webhooks to
 * {@link io.crossdock.canonical.ShipmentTracked} by a table of the carrier's codes, labels by one file an operation. No
 * carrier is here yet.
 */
package io.crossdock.carriers;
