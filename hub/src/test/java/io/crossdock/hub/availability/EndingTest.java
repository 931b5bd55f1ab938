package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.adjusted;
import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.levelWithSales;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static io.crossdock.hub.availability.Events.sold;
import static io.crossdock.hub.availability.Events.soldAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is awaited of a document is told, and ends it once it comes. */
class EndingTest extends TopologyStories {

    private static final String ORDER = "order shopify-us:1";

    @BeforeEach
    void begin() {
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, List.of(), line("1", "A", 3, "hamburg")));
    }

    @Test
    void an_order_waits_for_its_booking_then_for_the_level_of_the_place_and_then_for_the_rest() {
        assertThat(reservation()).isEqualTo("the ERP books it and a level includes that, or it is cancelled");
        // when
        hub.give(booked("1", 5, piece("A", "hamburg", 2)));
        // then
        assertThat(reservation()).isEqualTo("a level of hamburg comes at or past 1-5-0, as the ERP has booked it");
        // when
        hub.give(level("A", "hamburg", "8", 5));
        // then
        assertThat(reservation()).isEqualTo("the ERP books the rest of it, or that is cancelled");
        // when
        hub.give(booked("1", 6, List.of(piece("A", "hamburg", 2)), List.of(piece("A", "hamburg", 1)), List.of()));
        hub.give(level("A", "hamburg", "8", 6));
        // then
        assertThat(reservation()).isEqualTo("the ERP's levels exclude it, which has it open, or it is cancelled");
        // when
        hub.give(booked("1", 7, piece("A", null, 3)));
        // then
        assertThat(reservation())
                .isEqualTo("a level and a level of hamburg come at or past 1-7-0, as the ERP has booked it");
        // when
        hub.give(level("A", "hamburg", "7", 7));
        // then
        assertThat(claim(ORDER).effect(levels()).isNone()).isTrue();
    }

    @Test
    void a_sale_with_a_document_waits_for_its_booking_or_a_level_with_sales() {
        // when
        hub.give(sold("m", "A", "hamburg", 2, "till"));
        // then
        String orSales = ", or a level of hamburg includes sales until 2026-03-01T12:00:00Z";
        assertThat(move("order shopify-us:till", "m"))
                .isEqualTo("the ERP books it and a level includes that" + orSales);
        // when
        hub.give(booked("till", 5, piece("A", "hamburg", 2)));
        // then
        assertThat(move("order shopify-us:till", "m"))
                .isEqualTo("a level of hamburg comes at or past 1-5-0, as the ERP has booked it" + orSales);
        // when
        hub.give(levelWithSales("A", "hamburg", "8", 4, 0));
        // then
        assertThat(claim("order shopify-us:till").counted(levels())).isEmpty();
    }

    /** Once, it was told to wait for all that the ERP had booked last, though the first level ended it. */
    @Test
    void a_sale_waits_for_the_first_booking_of_its_place_and_for_no_other_place() {
        // given
        hub.give(sold("m", "A", "hamburg", 2, "till"));
        // when
        hub.give(booked("till", 5, piece("A", "hamburg", 2)));
        hub.give(booked("till", 9, piece("A", "hamburg", 2), piece("A", "lyon", 1)));
        // then
        assertThat(move("order shopify-us:till", "m"))
                .startsWith("a level of hamburg comes at or past 1-5-0, as the ERP has booked it, or ");
        // when
        hub.give(level("A", "hamburg", "8", 5));
        // then
        assertThat(claim("order shopify-us:till").counted(levels())).isEmpty();
    }

    @Test
    void a_sale_that_the_erp_books_elsewhere_waits_for_all_places_of_the_first_booking() {
        // given
        hub.give(sold("m", "A", "hamburg", 2, "till"), level("A", "lyon", "9", 1), level("A", "porto", "9", 1));
        // when
        hub.give(booked("till", 5, piece("A", "lyon", 1), piece("A", "porto", 1)));
        // then
        assertThat(move("order shopify-us:till", "m"))
                .startsWith(
                        "a level of lyon and a level of porto come at or past 1-5-0, as the ERP has booked it, or ");
        // when
        hub.give(level("A", "lyon", "8", 5));
        // then
        assertThat(move("order shopify-us:till", "m"))
                .startsWith("a level of porto comes at or past 1-5-0, as the ERP has booked it, or ");
        // when
        hub.give(level("A", "porto", "8", 6));
        // then
        assertThat(claim("order shopify-us:till").counted(levels())).isEmpty();
    }

    @Test
    void a_move_without_a_document_waits_for_a_level_of_its_place() {
        // when
        hub.give(adjusted("a", "A", "hamburg", 4, 3), soldAt(4, "s", "A", "hamburg", 1));
        // then
        assertThat(move("move a", "a")).isEqualTo("a level of hamburg is committed after 2026-03-01T12:00:03Z");
        assertThat(move("move s", "s"))
                .isEqualTo("a level of hamburg includes sales until 2026-03-01T12:00:04Z, or one that names no time is"
                        + " committed after that");
    }

    @Test
    void it_is_remembered_who_told_what_when_and_when_it_arrived() {
        // when
        hub.give(soldAt(4, "s", "A", "hamburg", 1));
        hub.give(booked("1", 5, piece("A", "hamburg", 2)));
        // then
        Origin level = levels().byLocation().get("hamburg").origin();
        assertThat(level.source()).isEqualTo("/erp/legacy");
        assertThat(level.saidAt()).isEqualTo(Instant.parse("2026-03-01T12:00:01.005Z"));
        Origin sale = claim("move s").moves().get("s").origin();
        assertThat(sale.source()).isEqualTo("/channels/square-us");
        assertThat(sale.saidAt()).isEqualTo(Instant.parse("2026-03-01T12:00:04.005Z"));
        assertThat(sale.arrivedAt()).isAfterOrEqualTo(Events.NOON);
        // and since when the order holds pieces, whatever was told of it since
        assertThat(claim(ORDER).since()).isEqualTo(Instant.parse("2026-03-01T12:00:01Z"));
        assertThat(claim(ORDER).toldAt()).isEqualTo(Instant.parse("2026-03-01T12:00:05Z"));
    }

    private String reservation() {
        return Ending.ofReservation(claim(ORDER), levels());
    }

    private String move(String document, String id) {
        Claim claim = claim(document);
        return Ending.ofMove(claim.moves().get(id), claim, levels());
    }

    private Claim claim(String document) {
        return (Claim) hub.driver.getKeyValueStore(AvailabilityProcessor.CLAIMS).get("c\0A\0" + document);
    }

    private Levels levels() {
        return ((ItemStock)
                        hub.driver.getKeyValueStore(AvailabilityProcessor.ITEMS).get("A"))
                .levels();
    }
}
