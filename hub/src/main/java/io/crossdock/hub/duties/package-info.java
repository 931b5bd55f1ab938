/** What may run only once among all processes: each duty has exactly one owner. */
package io.crossdock.hub.duties;
