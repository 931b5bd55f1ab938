package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Pieces of an order came back and were counted.
 *
 * @param returnId the return's own key
 * @param location where they lie now
 */
public record ReturnReceived(
        @NotBlank @Size(max = 120) String returnId,
        @NotNull @Valid OrderId order,
        @NotNull @Valid LocationId location,
        @NotEmpty @Size(max = 5000) List<@NotNull @Valid QuantityLine> lines)
        implements CanonicalData {

    public ReturnReceived {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public String subject() {
        return order.value();
    }
}
