/**
 * Carriers, one package a system (easypost, dhl, ups, fedex, usps ...): tracking webhooks to
 * {@link io.crossdock.canonical.ShipmentTracked} by a table of the carrier's codes, labels by one file an operation. So
 * far only the ways in which some sign their webhooks are here.
 */
package io.crossdock.carriers;
