package io.crossdock.bench.encryption;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.spi.InboundRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Orders as a shop sends them, by their size: 3.7 KB of body, an event with three lines and an address. */
final class SealedOrders {

    static final ChannelId CHANNEL = new ChannelId("shop-bench");

    private static final int BODY_BYTES = 3700;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz{}[]:,\"0123456789";
    private static final Instant PLACED = Instant.parse("2026-10-15T12:00:00Z");

    private SealedOrders() {}

    static InboundRecord inbound(Random random, int order) {
        StringBuilder body = new StringBuilder(BODY_BYTES);
        while (body.length() < BODY_BYTES) {
            body.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new InboundRecord(
                CHANNEL,
                "delivery-" + order,
                "orders/create",
                Integer.toString(820_982_911 + order),
                "application/json",
                body.toString().getBytes(StandardCharsets.UTF_8),
                PLACED,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    static CanonicalEvent event(int number) {
        List<OrderLine> lines = IntStream.range(0, 3)
                .mapToObj(line -> new OrderLine(
                        Integer.toString(line),
                        new Sku("SKU-" + number % 5000 + "-" + line),
                        BigDecimal.ONE,
                        new Money(new BigDecimal("19.90"), "EUR"),
                        null))
                .toList();
        Address shipTo = new Address(
                "Alma Sample",
                "Sample Ltd",
                "1 Sample Street",
                "2nd floor",
                "10115",
                "Berlin",
                "BE",
                "DE",
                "+49 30 000000",
                "alma@example.org");
        Order order = new Order(
                OrderId.of(CHANNEL, Integer.toString(820_982_911 + number)),
                CHANNEL,
                "#" + number,
                1,
                PLACED,
                "EUR",
                List.of(new LocationId("hamburg")),
                lines,
                shipTo);
        return new CanonicalEvent(
                "event-" + number,
                "/channels/" + CHANNEL,
                PLACED,
                null,
                PLACED,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                1,
                new OrderPlaced(order));
    }
}
