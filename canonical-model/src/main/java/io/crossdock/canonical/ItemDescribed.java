package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * An item's master data, whole.
 *
 * @param components what a kit is made of; empty for an item that is none
 * @param discontinued not sold any more: every channel shows 0
 */
public record ItemDescribed(
        @NotNull @Valid Sku sku,
        @Size(max = 500) String title,
        @Size(max = 120) String category,
        @NotNull @Size(max = 200) List<@NotNull @Valid Component> components,
        boolean discontinued)
        implements CanonicalData {

    public ItemDescribed {
        components = components == null ? List.of() : List.copyOf(components);
    }

    @Override
    public String subject() {
        return sku.value();
    }
}
