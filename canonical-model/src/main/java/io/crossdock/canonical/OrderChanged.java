package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** An order was changed; the whole order as it is now. The newest version of an order is the true one, in whatever order versions arrive. */
public record OrderChanged(@NotNull @Valid Order order) implements CanonicalData, OrderState {

    @Override
    public String subject() {
        return order.id().value();
    }
}
