/**
 * eBay, Notification API v1: how its notifications are signed (https://developer.ebay.com/api-docs/commerce/notification,
 * and eBay's event-notification SDKs, read 2026-11-20). Orders and offers are not here yet.
 *
 * <p>Quirks, as of 2026-11-20:
 *
 * <ul>
 *   <li>the signature is over the message as eBay's SDKs write it again, without blanks between tokens;
 *   <li>a public key is asked for by its id, with an application token, and is to be kept for about an hour;
 *   <li>the PEM of a key has no line breaks;
 *   <li>before it sends, eBay asks the endpoint for a digest of the verification token, by GET on the same URL;
 *   <li>no time is signed; {@code notification.notificationId} names a notification and all its repeats.
 * </ul>
 */
package io.crossdock.marketplaces.ebay;
