/** How many requests the API of an account takes, and who may send the next one. */
package io.crossdock.hub.budget;
