/** What an operator sets, where secrets come from, and mistakes said in one line each. */
package io.crossdock.hub.config;
