package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.availability.LedgerView.Kit;
import io.crossdock.hub.availability.LedgerView.KitPart;
import io.crossdock.hub.explain.Explanation;
import io.crossdock.hub.explain.Explanation.Place;
import io.crossdock.hub.explain.Explanation.Stock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

    private static List<String> lines(Kit kit) {
        var place = new Place(HAMBURG, null, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        var stock = new Stock(4, null, List.of(place), List.of(), List.of(), List.of(), false, kit);
        List<String> lines = new ArrayList<>();
        new ExplanationLines(new Explanation(new Sku("SET"), null, null, stock, List.of())).each(lines::add);
        return lines.stream()
                .map(line -> line.replaceAll(" +", " ").strip())
                .skip(2)
                .toList();
    }

    private static LocationStock stock(int onHand, int reserved) {
        return new LocationStock(HAMBURG, BigDecimal.valueOf(onHand), BigDecimal.valueOf(reserved));
    }
}
