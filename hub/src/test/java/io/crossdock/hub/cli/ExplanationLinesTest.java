package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChangeCause;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.availability.LedgerView.Counted;
import io.crossdock.hub.availability.LedgerView.Kit;
import io.crossdock.hub.availability.LedgerView.KitPart;
import io.crossdock.hub.availability.LedgerView.Moved;
import io.crossdock.hub.availability.LedgerView.Taken;
import io.crossdock.hub.explain.Explanation;
import io.crossdock.hub.explain.Explanation.Expected;
import io.crossdock.hub.explain.Explanation.Place;
import io.crossdock.hub.explain.Explanation.Prices;
import io.crossdock.hub.explain.Explanation.Stock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExplanationLinesTest {

    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final LocationId LYON = new LocationId("lyon");

    @Test
    void a_kit_is_told_with_what_each_of_its_parts_has() {
        // given
        var lamp = new KitPart(
                new Sku("LAMP"),
                new BigDecimal("1"),
                true,
                List.of(stock(10, 3)),
                List.of(new FloatingReservation(List.of(HAMBURG, LYON), new BigDecimal("2.000"))));
        var bulb = new KitPart(new Sku("BULB"), new BigDecimal("2"), false, List.of(), List.of());
        // then
        assertThat(lines(new Kit(null, List.of(lamp, bulb))))
                .containsExactly(
                        "stock, version 4",
                        "hamburg 0 on hand, 0 reserved",
                        "made of:",
                        "1 x LAMP",
                        "hamburg 10 on hand, 3 reserved",
                        "2 reserved at one of hamburg, lyon",
                        "2 x BULB: nobody has counted it");
    }

    @Test
    void a_kit_that_nobody_can_make_is_told_with_the_reason() {
        assertThat(lines(new Kit("it is its own part", List.of())))
                .contains("cannot be made, since it is its own part:");
    }

    @Test
    void a_level_and_what_is_taken_of_it_are_told_with_who_said_so_and_until_when() {
        // given
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        var level = new Counted(
                HAMBURG,
                new BigDecimal("12"),
                "/erp/legacy",
                "000001-00000000000024023128-000003",
                noon,
                noon.plusMillis(38),
                noon,
                null);
        var move = new Moved(
                "t-981",
                HAMBURG,
                new BigDecimal("-2"),
                true,
                "/channels/till",
                noon,
                noon.plusSeconds(90),
                "a level of hamburg is committed after it");
        var sale = new Taken(
                "move t-981",
                new TreeMap<>(Map.of("hamburg", new BigDecimal("-2"))),
                new TreeMap<>(),
                null,
                null,
                null,
                List.of(move));
        var order = new Taken(
                "order acme-eu:7",
                new TreeMap<>(),
                new TreeMap<>(Map.of("hamburg,lyon", BigDecimal.ONE)),
                "acme-eu",
                noon,
                "the ERP books it",
                List.of());
        var coming = new Expected(
                HAMBURG,
                BigDecimal.TEN,
                noon.plusSeconds(86_400),
                "coming",
                "/erp/legacy",
                "PO-1",
                "000001-00000000000000000005-000000",
                noon,
                noon.plusMillis(7));
        var place = new Place(HAMBURG, level, new BigDecimal("-2"), BigDecimal.TEN, BigDecimal.ZERO);
        var stock = new Stock(
                4,
                noon,
                new ChangeCause("/channels/till", "sale"),
                List.of(place),
                List.of(sale, order),
                List.of(coming),
                List.of(),
                false,
                null);
        var prices = new Prices(
                "/erp/legacy",
                "000001-00000000000000000006-000000",
                noon,
                noon.plusMillis(9),
                noon.plusSeconds(3_600),
                List.of(new ListPrice("retail", new Money(new BigDecimal("9.90"), "EUR"), noon.minusSeconds(60))));
        // then
        assertThat(lines(stock, prices))
                .containsExactly(
                        "stock, version 4, its cause committed at 2026-03-01T12:00:00Z, a sale of /channels/till",
                        "hamburg 10 on hand, 0 reserved",
                        "counted 12 /erp/legacy 2026-03-01T12:00:00Z, here 38 ms later, sequence 1-24023128-3",
                        "moved -2",
                        "taken until the ERP's levels exclude it:",
                        "move t-981 sold 2 at hamburg /channels/till, 2026-03-01T12:00:00Z, here at"
                                + " 2026-03-01T12:01:30Z",
                        "until a level of hamburg is committed after it",
                        "order acme-eu:7 reserved 1 at hamburg or lyon since 2026-03-01T12:00:00Z",
                        "until the ERP books it",
                        "expected:",
                        "10 at hamburg by 2026-03-02T12:00:00Z (/erp/legacy, PO-1), told 2026-03-01T12:00:00Z, here 7"
                                + " ms later",
                        "",
                        "prices, /erp/legacy, 2026-03-01T12:00:00Z, here 9 ms later, sequence 1-6-0, until"
                                + " 2026-03-01T13:00:00Z",
                        "retail 9.90 EUR since 2026-03-01T11:59:00Z");
    }

    private static List<String> lines(Kit kit) {
        var place = new Place(HAMBURG, null, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        var stock = new Stock(4, null, null, List.of(place), List.of(), List.of(), List.of(), false, kit);
        return lines(stock, null);
    }

    private static List<String> lines(Stock stock, Prices prices) {
        List<String> lines = new ArrayList<>();
        new ExplanationLines(new Explanation(new Sku("SET"), null, null, stock, prices, List.of())).each(lines::add);
        return lines.stream()
                .map(line -> line.replaceAll(" +", " ").strip())
                .skip(2)
                .toList();
    }

    private static LocationStock stock(int onHand, int reserved) {
        return new LocationStock(HAMBURG, BigDecimal.valueOf(onHand), BigDecimal.valueOf(reserved));
    }
}
