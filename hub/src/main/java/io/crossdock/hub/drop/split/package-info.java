/** Finds the records in a file, and that the whole file is sound before one of them is handed on. Knows no Camel, no folder. */
package io.crossdock.hub.drop.split;
