package io.crossdock.erp.orders;

import io.crossdock.canonical.Address;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes what tells a buyer out of what an ERP says about an order: its message may quote what does not fit. */
public final class PersonalWords {

    /** Shorter words are of every language, and tell nobody. */
    private static final int SHORTEST = 3;

    private PersonalWords() {}

    /** @param address null where nothing is known of the buyer */
    public static String masked(String message, Address address) {
        if (address == null || message == null) {
            return message;
        }
        String words = Stream.of(
                        address.name(),
                        address.company(),
                        address.street(),
                        address.addition(),
                        address.postalCode(),
                        address.city(),
                        address.phone(),
                        address.email())
                .filter(Objects::nonNull)
                .flatMap(text -> Stream.concat(Stream.of(text.strip()), Arrays.stream(text.split("[\\s,;]+"))))
                .filter(word -> word.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .reduce((one, other) -> one + "|" + other)
                .orElse("");
        return words.isEmpty()
                ? message
                : Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(message)
                        .replaceAll(Matcher.quoteReplacement("***"));
    }
}
