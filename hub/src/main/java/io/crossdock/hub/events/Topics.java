package io.crossdock.hub.events;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import java.util.Collection;
import java.util.List;

/**
 * The names of all topics and consumer groups under one prefix, so that several hubs may share a cluster.
 *
 * @param prefix {@code crossdock} by default
 */
public record Topics(String prefix) {

    /** The journal of a channel: its inbound records, by natural key. */
    public String journal(ChannelId channel) {
        return prefix + ".inbound." + channel.value();
    }

    /** The names of the channels whose journals are among some topics. */
    public List<String> journaled(Collection<String> topics) {
        String beginning = prefix + ".inbound.";
        return topics.stream()
                .filter(topic -> topic.startsWith(beginning))
                .map(topic -> topic.substring(beginning.length()))
                .toList();
    }

    public String orders() {
        return prefix + ".orders";
    }

    public String stock() {
        return prefix + ".stock";
    }

    public String prices() {
        return prefix + ".prices";
    }

    public String items() {
        return prefix + ".items";
    }

    public String shipments() {
        return prefix + ".shipments";
    }

    public String returns() {
        return prefix + ".returns";
    }

    public String availability() {
        return prefix + ".availability";
    }

    /** What a channel confirmed, by SKU; compacted, partitioned like availability and prices. */
    public String receipts(ChannelId channel) {
        return prefix + ".receipts." + channel.value();
    }

    /** Prices of a channel that somebody let go though they move far, by SKU; compacted, partitioned like its receipts. */
    public String releases(ChannelId channel) {
        return prefix + ".releases." + channel.value();
    }

    /** What the hub found out about channels. */
    public String reports() {
        return prefix + ".reports";
    }

    public String deadLetters() {
        return prefix + ".dead-letters";
    }

    /** What was done about dead letters, by whom and why: a record for each letter that was replayed or dropped. */
    public String deadLetterActions() {
        return prefix + ".dead-letter-actions";
    }

    /** Carries no records: its first partition gives each duty one owner, in a group of the duty's own. */
    public String duties() {
        return prefix + ".duties";
    }

    /** The keys of what is kept encrypted, themselves encrypted; compacted, one partition. */
    public String keys() {
        return prefix + ".keys";
    }

    /** Who had which keys destroyed, why and when. */
    public String erasures() {
        return prefix + ".erasures";
    }

    /** Where an ERP's capture keeps how far it got. */
    public String erpOffsets(String erp) {
        return prefix + ".erp-offsets." + erp;
    }

    /** What an ERP's tables looked like when, where its log does not tell; kept without end, one partition. */
    public String erpSchemas(String erp) {
        return prefix + ".erp-schemas." + erp;
    }

    /** What was ever asked to be told again of ERPs, by whom and why, and what came of it; compacted, by request. */
    public String erpResyncs() {
        return prefix + ".erp-resyncs";
    }

    /** What became of the orders that an ERP is to have, by order; compacted, one partition. */
    public String erpOrders(String erp) {
        return prefix + ".erp-orders." + erp;
    }

    /** Orders that an ERP rejected and that somebody has tried once more. */
    public String erpOrderRetries(String erp) {
        return prefix + ".erp-order-retries." + erp;
    }

    /** The last number that was given to one of an ERP's interchanges, and to which entry; compacted, one partition. */
    public String erpInterchanges(String erp) {
        return prefix + ".erp-interchanges." + erp;
    }

    /** How far polls have read, by channel; compacted. */
    public String cursors() {
        return prefix + ".cursors";
    }

    /** What processes say of the budgets that they share; one partition, kept for an hour. */
    public String budgets() {
        return prefix + ".budgets";
    }

    /** Which channels are written to and which are not; compacted, one partition. */
    public String channelModes() {
        return prefix + ".channel-modes";
    }

    /** Who approved, paused or resumed which channel, when and why; kept without end. */
    public String channelModeChanges() {
        return prefix + ".channel-mode-changes";
    }

    /** How channels' syncs stand: how late channels hear, and what brakes hold; compacted, one partition. */
    public String channelStandings() {
        return prefix + ".channel-standings";
    }

    /** Which side answers for which capability now; compacted, one partition. */
    public String capabilities() {
        return prefix + ".capabilities";
    }

    /** Who switched which capability, when and why; kept without end. */
    public String capabilityChanges() {
        return prefix + ".capability-changes";
    }

    /** How the two sides of capabilities differed. */
    public String capabilityDifferences() {
        return prefix + ".capability-differences";
    }

    /** A consumer group of ours, such as {@code crossdock.normalize.shopify-us}. */
    public String group(String role, String of) {
        return prefix + "." + role + "." + of;
    }

    /** The topic that events of a type go to. */
    public String of(EventType type) {
        return switch (type) {
            case ORDER_PLACED, ORDER_CHANGED, ORDER_CANCELLED, ORDER_BOOKED, ORDER_SHIPPED -> orders();
            case STOCK_COUNTED, STOCK_MOVED, STOCK_EXPECTED -> stock();
            case PRICE_CHANGED -> prices();
            case ITEM_DESCRIBED -> items();
            case SHIPMENT_TRACKED -> shipments();
            case RETURN_REQUESTED, RETURN_RECEIVED -> returns();
            case AVAILABILITY_CHANGED -> availability();
            case CHANNEL_RECONCILED, LISTINGS_RECONCILED, SERVICE_LEVEL_BREACHED, SERVICE_LEVEL_RESTORED -> reports();
            case CHANNEL_MODE_SET -> channelModeChanges();
            case CAPABILITY_DIFFERED -> capabilityDifferences();
            case CAPABILITY_SWITCHED -> capabilityChanges();
            case RECEIPT_ISSUED, PRICE_RELEASED ->
                throw new IllegalArgumentException("receipts and releases have a topic for each channel");
        };
    }

    /** The canonical topics that translations write to. */
    public List<String> canonical() {
        return List.of(orders(), stock(), prices(), items(), shipments(), returns());
    }
}
