/**
 * The runtime: Camel components and beans that routes and Kamelets name, the availability topology, configuration,
 * health, metrics and the command line. Everything that knows Camel or Kafka is here.
 */
package io.crossdock.hub;
