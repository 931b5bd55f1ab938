package io.crossdock.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Somebody who orders; all of them are invented. */
public record Buyer(
        String firstName,
        String lastName,
        String email,
        String street,
        String city,
        String postalCode,
        String region,
        String regionCode,
        String countryCode,
        String country) {

    private static final List<String> FIRST_NAMES =
            List.of("Alma", "Bruno", "Carla", "Dorian", "Elif", "Fabio", "Greta", "Hugo");
    private static final List<String> LAST_NAMES =
            List.of("Sample", "Muster", "Exemple", "Esempio", "Testa", "Placeholder");

    /** A buyer who lives where the currency is used. */
    public static Buyer any(Random random, String currency) {
        String first = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
        String last = LAST_NAMES.get(random.nextInt(LAST_NAMES.size()));
        String email = (first + "." + last + "@example.com").toLowerCase(Locale.ROOT);
        int number = 1 + random.nextInt(98);
        return switch (currency) {
            case "USD" ->
                new Buyer(
                        first,
                        last,
                        email,
                        number + " Loading Bay Road",
                        "Dockville",
                        "48999",
                        "Michigan",
                        "MI",
                        "US",
                        "United States");
            case "GBP" ->
                new Buyer(
                        first,
                        last,
                        email,
                        number + " Quayside Lane",
                        "Portchester",
                        "ZZ1 1AA",
                        "England",
                        "ENG",
                        "GB",
                        "United Kingdom");
            default ->
                new Buyer(
                        first,
                        last,
                        email,
                        "Speicherweg " + number,
                        "Musterhafen",
                        "20999",
                        "Hamburg",
                        "HH",
                        "DE",
                        "Germany");
        };
    }

    public String name() {
        return firstName + " " + lastName;
    }
}
