package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.ChangeCause;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelTouch;
import io.crossdock.canonical.Sku;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagCauseTest {

    @ParameterizedTest
    @CsvSource({
        "/erp/legacy,       count,      ERP",
        "/erp/legacy,       booking,    ERP",
        "/channels/shop,    order,      ORDER",
        "/channels/till,    sale,       SALE",
        "/channels/wms,     count,      CHANNEL",
        "/channels/wms,     adjustment, CHANNEL",
        "/channels/wms,     later,      CHANNEL",
        "/hub/availability, time,       OTHER",
    })
    void an_order_and_a_tills_sale_are_told_from_all_else(String source, String kind, LagCause cause) {
        assertThat(LagCause.of(available(1).since(2, new ChangeCause(source, kind))))
                .isEqualTo(cause);
    }

    @Test
    void what_an_earlier_release_told_is_a_channels_doing_where_a_channel_touched_it_then() {
        assertThat(LagCause.of(available(2))).isEqualTo(LagCause.CHANNEL);
        assertThat(LagCause.of(available(1))).isEqualTo(LagCause.ERP);
    }

    /** Version 2 of an item that a channel touched at some version. */
    private static AvailabilityChanged available(long touched) {
        var touch = new ChannelTouch(new ChannelId("shop"), touched);
        return new AvailabilityChanged(new Sku("A"), 2, List.of(), List.of(), false, List.of(touch));
    }
}
