package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A parcel of an order left; an order may take several.
 *
 * @param shipment the shipment's own key
 * @param carrier the carrier's name in its system's words; null where not told
 * @param trackingNumber null where there is none
 */
public record OrderShipped(
        @NotNull @Valid OrderId order,
        @NotBlank @Size(max = 120) String shipment,
        @NotEmpty @Size(max = 5000) List<@NotNull @Valid QuantityLine> lines,
        @Size(max = 60) String carrier,
        @Size(max = 80) String trackingNumber)
        implements CanonicalData {

    public OrderShipped {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public String subject() {
        return order.value();
    }
}
