package io.crossdock.bench.orders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Bodies of Shopify's orders/create of about 3.7 KB, with the members that a webhook carries
 * (https://shopify.dev/docs/api/admin-rest/2026-01/resources/order, read 2026-11): two lines, two addresses, a customer.
 * The number of an order determines its body; ids, SKUs, names, prices and times vary.
 */
public final class OrderBodies {

    private static final Pattern BLANK = Pattern.compile("\\{([a-z]+[12]?)}");
    private static final OffsetDateTime FIRST = OffsetDateTime.of(2026, 3, 1, 0, 0, 0, 0, ZoneOffset.ofHours(-5));
    private static final long FIRST_ID = 820_982_911_946_154_508L;
    private static final int SKUS = 10_000;
    private static final String[] FIRST_NAMES = {"Alma", "Bruno", "Chloé", "Dmitri", "Edda", "Farid", "Grete"};
    private static final String[] LAST_NAMES = {"Sample", "Example", "Muster", "Ejemplo", "Przykład", "Esempio"};
    private static final String[] CITIES = {"Portland", "Salem", "Eugene", "Bend", "Medford"};
    private static final String[] THINGS = {"Mug", "Notebook", "Fountain pen", "Tote bag", "Desk lamp", "Ink bottle"};
    private static final String[] COLOURS = {"white", "dark blue", "forest green", "red", "sand"};

    /** Texts, each followed by the name of what comes next; the last text is followed by nothing. */
    private final List<String> texts = new ArrayList<>();

    private final List<String> names = new ArrayList<>();

    public OrderBodies() {
        String template = template();
        Matcher blank = BLANK.matcher(template);
        int end = 0;
        while (blank.find()) {
            texts.add(template.substring(end, blank.start()));
            names.add(blank.group(1));
            end = blank.end();
        }
        texts.add(template.substring(end));
    }

    /** Shopify's id of the order of that number, which is the record's natural key. */
    public static String id(int number) {
        return Long.toString(FIRST_ID + 1_000L * number);
    }

    /** @param number from 0 */
    public byte[] of(int number) {
        Map<String, String> values = values(number);
        StringBuilder body = new StringBuilder(4_096);
        for (int i = 0; i < names.size(); i++) {
            body.append(texts.get(i)).append(values.get(names.get(i)));
        }
        return body.append(texts.get(names.size())).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> values(int number) {
        SplittableRandom random = new SplittableRandom(number);
        String first = one(FIRST_NAMES, random);
        String last = one(LAST_NAMES, random);
        BigDecimal total = BigDecimal.ZERO;
        Map<String, String> values = new HashMap<>(Map.of(
                "id", id(number),
                "number", Integer.toString(1_001 + number),
                "confirmation", code(random, 9).toUpperCase(Locale.ROOT),
                "token", code(random, 32),
                "first", first,
                "last", last,
                "email", "buyer." + number + "@example.com",
                "time", FIRST.plusSeconds(number).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                "customer", Long.toString(7_000_000_000_000L + random.nextInt(1_000_000)),
                "street", (1 + random.nextInt(999)) + " Example Street"));
        values.put("city", one(CITIES, random));
        values.put("zip", Integer.toString(97_000 + random.nextInt(900)));
        for (int line = 1; line <= 2; line++) {
            int item = random.nextInt(SKUS);
            int quantity = 1 + random.nextInt(4);
            BigDecimal price = BigDecimal.valueOf(199 + 50L * (item % 700), 2);
            total = total.add(price.multiply(BigDecimal.valueOf(quantity)));
            values.put("line" + line, Long.toString(FIRST_ID + 1_000L * number + line));
            values.put("quantity" + line, Integer.toString(quantity));
            values.put("price" + line, price.toPlainString());
            values.put("sku" + line, "SKU-" + (100_000 + item));
            values.put("title" + line, THINGS[item % THINGS.length] + ", " + one(COLOURS, random));
            values.put("product" + line, Long.toString(632_910_000_000L + item));
            values.put("variant" + line, Long.toString(808_950_000_000L + item));
        }
        values.put("total", total.toPlainString());
        return values;
    }

    private static String one(String[] of, SplittableRandom random) {
        return of[random.nextInt(of.length)];
    }

    private static String code(SplittableRandom random, int length) {
        return random.ints(length, 0, 36)
                .mapToObj(digit -> Character.toString(Character.forDigit(digit, 36)))
                .collect(Collectors.joining());
    }

    private static String template() {
        try (InputStream json = OrderBodies.class.getResourceAsStream("order.json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
