package io.crossdock.canonical;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Where an order goes. Everything that a system may leave out is nullable. Where events are encrypted, one more member,
 * {@code sealed}, stands for all that tell who it is.
 *
 * @param country an ISO 3166-1 alpha-2 code
 */
public record Address(
        @Personal @Size(max = 200) String name,
        @Personal @Size(max = 200) String company,
        @Personal @Size(max = 300) String street,
        @Personal @Size(max = 300) String addition,
        @Personal @Size(max = 40) String postalCode,
        @Personal @Size(max = 120) String city,
        @Size(max = 120) String region,
        @Pattern(regexp = "[A-Z]{2}") String country,
        @Personal @Size(max = 60) String phone,
        @Personal @Size(max = 254) String email) {

    /** Says nothing of who it is, so that an accidental log line cannot. */
    @Override
    public String toString() {
        return "Address[country=" + country + ", rest masked]";
    }
}
