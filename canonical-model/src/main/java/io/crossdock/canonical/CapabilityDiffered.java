package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The legacy and the modern side of a capability were asked the same and answered differently.
 *
 * @param capability its name, such as {@code order-sourcing}
 * @param key what was asked about, such as an order's id; a digest of it where the capability's file hides it
 * @param position where the switch stood
 * @param differences how many there are, beyond what its tolerances allow
 * @param fields the first 100 of them
 */
public record CapabilityDiffered(
        @NotBlank @Size(max = 41) String capability,
        @NotBlank @Size(max = 200) String key,
        @NotNull @Valid SwitchPosition position,
        @Positive long differences,

        @NotEmpty @Size(max = 100) List<@NotNull @Valid FieldDifference> fields)
        implements CanonicalData {

    public CapabilityDiffered {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }

    @Override
    public String subject() {
        return capability + "/" + key;
    }
}
