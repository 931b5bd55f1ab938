package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A buyer wants to send pieces of an order back.
 *
 * @param returnId the return's own key
 */
public record ReturnRequested(
        @NotBlank @Size(max = 120) String returnId,
        @NotNull @Valid OrderId order,
        @NotEmpty @Size(max = 5000) List<@NotNull @Valid QuantityLine> lines)
        implements CanonicalData {

    public ReturnRequested {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public String subject() {
        return order.value();
    }
}
