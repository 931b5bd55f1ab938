package io.crossdock.pos.square;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A webhook's body: {@code order.*} names an order, {@code inventory.count.updated} holds counts. */
@JsonNaming(SnakeCaseStrategy.class)
record SquareNotification(Data data) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Data(Changed object) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Changed(
            NamedOrder orderCreated,
            NamedOrder orderUpdated,
            NamedOrder orderFulfillmentUpdated,
            List<SquareCount> inventoryCounts) {

        Changed {
            inventoryCounts = inventoryCounts == null ? List.of() : List.copyOf(inventoryCounts);
        }
    }

    /** @param version null for an order that was not made through the API */
    @JsonNaming(SnakeCaseStrategy.class)
    record NamedOrder(String orderId, Long version) {}

    /** The order that it names. */
    Optional<NamedOrder> order() {
        return object().flatMap(object -> Stream.of(
                        object.orderCreated(), object.orderUpdated(), object.orderFulfillmentUpdated())
                .filter(Objects::nonNull)
                .filter(order -> order.orderId() != null && !order.orderId().isBlank())
                .findFirst());
    }

    List<SquareCount> counts() {
        return object().map(Changed::inventoryCounts).orElse(List.of());
    }

    private Optional<Changed> object() {
        return Optional.ofNullable(data).map(Data::object);
    }
}
