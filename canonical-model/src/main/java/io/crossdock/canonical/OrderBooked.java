package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What the ERP has of the order, or of the till sale: all of it, each time. From the event's sequence on, its levels
 * exclude the pieces of {@code lines}: their reservation ends with the first level of the item at or past that position,
 * never before it.
 *
 * @param erpNumber the ERP's own number for it
 * @param lines what its levels exclude; empty while they exclude nothing of it
 * @param open what it knows and will still take from its levels: reserved until then
 * @param cancelled what nobody will take any more: no longer reserved, whatever the levels say
 */
public record OrderBooked(
        @NotNull @Valid OrderId order,
        @NotBlank @Size(max = 60) String erpNumber,
        @NotNull @Size(max = 5000) List<@NotNull @Valid BookedLine> lines,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 5000) List<@NotNull @Valid BookedLine> open,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 5000) List<@NotNull @Valid BookedLine> cancelled)
        implements CanonicalData {

    public OrderBooked {
        lines = lines == null ? List.of() : List.copyOf(lines);
        open = open == null ? List.of() : List.copyOf(open);
        cancelled = cancelled == null ? List.of() : List.copyOf(cancelled);
    }

    /** Of an order that is known only once the levels exclude all of it. */
    public OrderBooked(OrderId order, String erpNumber, List<BookedLine> lines) {
        this(order, erpNumber, lines, List.of(), List.of());
    }

    @Override
    public String subject() {
        return order.value();
    }
}
