package io.crossdock.hub.availability;

/**
 * That a kit takes pieces of an item, told to the item: an internal record.
 *
 * @param isPart false once the kit takes none any more
 */
record KitMembership(String kit, String part, boolean isPart) {

    static final String CONTENT_TYPE = "application/vnd.crossdock.kit-membership.v1+json";
}
