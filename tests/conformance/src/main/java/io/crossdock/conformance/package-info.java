/**
 * The kit that every adapter passes. {@link io.crossdock.conformance.Scenarios} turns scenario files (given an inbound
 * record, expect canonical events or a failure) into tests and holds each against the laws of translations; {@link
 * io.crossdock.conformance.ApiScript} stands in for a system's API.
 */
package io.crossdock.conformance;
