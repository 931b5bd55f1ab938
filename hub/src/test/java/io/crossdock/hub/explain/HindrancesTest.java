package io.crossdock.hub.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.BrakeRule;
import io.crossdock.hub.explain.Explanation.ChannelExplanation;
import io.crossdock.hub.explain.Explanation.Side;
import io.crossdock.hub.explain.Explanation.Step;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.servicelevel.ChannelStanding;
import io.crossdock.hub.servicelevel.MeasuredLag;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An item that waits, on a channel whose brake holds something. */
class HindrancesTest {

    private static final ChannelId ACME = new ChannelId("acme-eu");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final MeasuredLag LAG = new MeasuredLag(NOON, 300, 0, null, null, null, 0);
    private static final ChannelStanding ZEROS = new ChannelStanding(LAG, NOON, null);
    private static final ChannelStanding PRICES = new ChannelStanding(LAG, null, NOON);

    @Test
    void a_zero_is_held_with_the_others_and_its_price_with_it() {
        // given
        ChannelExplanation item = item(side("5", "0", "waiting"), side("10.00", "10.50", "waiting"));
        // when
        ChannelExplanation told = told(ZEROS, item);
        // then
        assertThat(told.quantity().state()).isEqualTo("braked");
        assertThat(told.quantity().why())
                .isEqualTo(
                        "the channel's brake holds it since 2026-03-01T12:00:00Z: unusually many items would be set to"
                                + " zero");
        assertThat(told.price().state()).isEqualTo("braked");
    }

    @Test
    void what_is_no_zero_or_is_shown_already_waits_for_something_else() {
        for (Side quantity : List.of(side("5", "4", "waiting"), side("0", "0", "shown"), side(null, "0", "waiting"))) {
            ChannelExplanation item = item(quantity, side("10.00", "10.00", "shown"));
            assertThat(told(ZEROS, item)).isEqualTo(item);
        }
    }

    /** The sync lets it through: nobody has to do anything about it. */
    @Test
    void a_zero_that_a_slow_channel_itself_holds_back_is_not_the_brakes() {
        // given
        Step lag = new Step(StockPolicy.LAG, "5 (1.00/s x 5.00 s)", null, BigDecimal.valueOf(5), BigDecimal.ZERO);
        ChannelExplanation item = item(side("5", "0", "waiting", lag), side("10.00", "10.00", "shown"));
        // when, then
        assertThat(told(ZEROS, item)).isEqualTo(item);
    }

    @Test
    void a_price_that_moves_far_is_held_and_one_that_does_not_is_not() {
        // given
        Side shown = side("5", "5", "shown");
        // when, then
        assertThat(told(PRICES, item(shown, side("10.00", "6.99", "waiting")))
                        .price()
                        .state())
                .isEqualTo("braked");
        assertThat(told(PRICES, item(shown, side("10.00", "7.00", "waiting")))
                        .price()
                        .state())
                .isEqualTo("waiting");
    }

    @Test
    void a_channel_without_a_brake_in_its_file_holds_nothing_whatever_was_told_before() {
        // given
        Explanation explained = explained(item(side("5", "0", "waiting"), side("1", "1", "shown")));
        // when
        Explanation told = new Hindrances(Map.of(), Map.of(ACME, ZEROS), Map.of()).in(explained);
        // then
        assertThat(told).isEqualTo(explained);
    }

    private static ChannelExplanation told(ChannelStanding sync, ChannelExplanation item) {
        BrakeRule brake = new BrakeRule(20, 20, 30, Duration.ofHours(1));
        return new Hindrances(Map.of(), Map.of(ACME, sync), Map.of(ACME, brake))
                .in(explained(item))
                .channels()
                .get(0);
    }

    private static Explanation explained(ChannelExplanation item) {
        return new Explanation(new Sku("LAMP-1"), null, null, null, null, List.of(item));
    }

    private static ChannelExplanation item(Side quantity, Side price) {
        return new ChannelExplanation(ACME, null, List.of(), quantity, price);
    }

    private static Side side(String shown, String wanted, String state, Step... steps) {
        return new Side(
                "available",
                null,
                null,
                List.of(steps),
                new BigDecimal(wanted),
                "2",
                null,
                shown == null ? null : new BigDecimal(shown),
                null,
                null,
                null,
                state,
                "");
    }
}
