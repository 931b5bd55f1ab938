/** From the journal to the canonical topics: batches, translation, validation, dead letters. */
package io.crossdock.hub.normalize;
