package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatsTest {

    @ParameterizedTest
    @CsvSource({
        "10/s, 600", // fewer than two requests a second for one item
        "100/s, 60",
        "1000/s, 6",
        "5/s, 600", // and never later than that, however scarce the limit
        "60/m, 600",
        "100/h, 600",
        "none, 0"
    })
    void an_item_gets_one_of_six_requests_that_a_limit_allows(String limit, long millis) {
        assertThat(Repeats.gap(limit)).isEqualTo(Duration.ofMillis(millis));
    }
}
