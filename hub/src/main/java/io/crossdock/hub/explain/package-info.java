/** Why a channel shows what it shows: from the ERP's levels and prices to what the channel confirmed. */
package io.crossdock.hub.explain;
