/** {@code crossdock bench normalize}: the normalize route and what one would use in its place. */
package io.crossdock.bench.normalize;
