package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The ERP knows the order, or the till sale: from the event's sequence on, its levels exclude these pieces. A
 * reservation ends with the first level of the item at or past that position, never before it.
 *
 * @param erpNumber the ERP's own number for it
 */
public record OrderBooked(
        @NotNull @Valid OrderId order,
        @NotBlank @Size(max = 60) String erpNumber,
        @NotEmpty @Size(max = 5000) List<@NotNull @Valid BookedLine> lines)
        implements CanonicalData {

    public OrderBooked {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public String subject() {
        return order.value();
    }
}
