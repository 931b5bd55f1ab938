/**
 * The outside world for demo and tests: four systems on loopback that behave as their makers document, misbehave on
 * demand, and keep a ledger of what they took, so that a test can compare what a system shows with the truth.
 *
 * <p>Nothing here is real: people, goods and keys are invented, and the same {@link java.util.Random} gives the same
 * world again.
 */
package io.crossdock.sandbox;
