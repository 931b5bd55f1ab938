package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** An order was cancelled as a whole; its lines carry the quantities that remain wanted, as a rule 0. The newest version of an order is the true one, in whatever order versions arrive. */
public record OrderCancelled(@NotNull @Valid Order order) implements CanonicalData, OrderState {

    @Override
    public String subject() {
        return order.id().value();
    }
}
