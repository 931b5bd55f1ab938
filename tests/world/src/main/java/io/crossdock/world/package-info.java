/**
 * Shops, tills, buyers and an ERP around the hub's own availability and sync, with one clock that jumps and one seed that
 * decides all chance: the same seed gives the same world (docs/adr/0035).
 */
package io.crossdock.world;
