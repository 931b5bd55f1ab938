/**
 * {@code crossdock bench availability}: how fast the availability topology takes a mixed load in, beside one that passes
 * records through with the same settings, and how much room its state needs.
 */
package io.crossdock.bench.availability;
