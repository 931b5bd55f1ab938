package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * Another side answers for a capability from now on, or for another share of its keys.
 *
 * @param capability its name, such as {@code order-sourcing}
 * @param revision rises by one with every change of this switch
 * @param automatic whether the switch stepped back by itself
 * @param by who did it; {@code crossdock} where it was automatic
 * @param reason why
 */
public record CapabilitySwitched(
        @NotBlank @Size(max = 41) String capability,
        @Positive long revision,
        @NotNull @Valid SwitchPosition from,
        @NotNull @Valid SwitchPosition to,
        boolean automatic,
        @NotBlank @Size(max = 500) String by,
        @NotBlank @Size(max = 500) String reason)
        implements CanonicalData {

    @Override
    public String subject() {
        return capability;
    }
}
