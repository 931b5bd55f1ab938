package io.crossdock.canonical;

/** What the events that carry a whole order have in common. */
public sealed interface OrderState permits OrderPlaced, OrderChanged, OrderCancelled {
    Order order();
}
