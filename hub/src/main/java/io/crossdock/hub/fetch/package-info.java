/** Completes thin notifications: what they name is fetched from the system and journaled before it is translated. */
package io.crossdock.hub.fetch;
