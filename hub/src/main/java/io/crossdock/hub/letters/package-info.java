/** Dead letters after the fact: found, shown, replayed and dropped, by people who say who they are and why. */
package io.crossdock.hub.letters;
