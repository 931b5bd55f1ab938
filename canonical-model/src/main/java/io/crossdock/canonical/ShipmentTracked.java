package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Where a parcel is, by its carrier; when it was there is the event's time.
 *
 * @param carrier the carrier's name
 * @param carrierStatus the carrier's own code, kept beside ours
 * @param order null where the carrier does not know it
 */
public record ShipmentTracked(
        @NotBlank @Pattern(regexp = "[\\x20-\\x7E]{1,80}") String trackingNumber,
        @NotBlank @Size(max = 60) String carrier,
        @NotNull Status status,
        @Size(max = 120) String carrierStatus,
        @Valid OrderId order)
        implements CanonicalData {

    /** A parcel's way. */
    public enum Status {
        ANNOUNCED,
        IN_TRANSIT,
        OUT_FOR_DELIVERY,
        READY_FOR_PICKUP,
        DELIVERED,
        DELIVERY_FAILED,
        RETURNING,
        RETURNED,
        CANCELLED,
        LOST
    }

    @Override
    public String subject() {
        return trackingNumber;
    }
}
