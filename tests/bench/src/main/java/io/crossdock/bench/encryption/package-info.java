/** {@code crossdock bench encryption}: what it costs to keep bodies and personal data encrypted. */
package io.crossdock.bench.encryption;
