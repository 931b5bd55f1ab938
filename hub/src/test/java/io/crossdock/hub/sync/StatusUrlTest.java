package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossdock.spi.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusUrlTest {

    @Test
    void a_ticket_is_one_segment_of_the_path_whatever_it_holds() {
        // when
        Request request = StatusUrl.parse("https://api.example:8443/imports/{ticket}/state")
                .of("I/1 ?");
        // then
        assertThat(request.path()).isEqualTo("/imports/I%2F1%20%3F/state");
        assertThat(request.query()).isEmpty();
    }

    /** A request's parameters are encoded when it is sent, so that what the channel file encodes already was twice. */
    @Test
    void parameters_are_encoded_once() {
        // when
        Request request = StatusUrl.parse("https://api.example/imports?in%20shop=k%C3%B6ln+s%26d&all&id={ticket}")
                .of("I%2F1");
        // then
        assertThat(request.query()).isEqualTo(Map.of("in shop", "k\u00f6ln s&d", "all", "", "id", "I%2F1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example/imports",
                "ftp://api.example/{ticket}",
                "https://{ticket}.example/imports",
                "https://api.example/{shop}/{ticket}",
                "https://api.example/imports?id={ticket}&in=100%",
                "https://api.example/imports#{ticket}"
            })
    void what_is_no_url_with_a_place_for_the_ticket_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusUrl.parse(text))
                .withMessage("is no URL such as https://api.example/imports/{ticket}");
    }
}
