/** How late channels hear of changes, and whether that is what their service levels say (docs/channel-files.md). */
package io.crossdock.hub.servicelevel;
