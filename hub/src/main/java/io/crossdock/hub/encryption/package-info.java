/**
 * What holds personal data is encrypted before Kafka keeps it, and can be made unreadable for one order or for a channel's
 * month by destroying keys (docs/adr/0015, docs/encryption.md).
 */
package io.crossdock.hub.encryption;
