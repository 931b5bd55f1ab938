package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log knows what it wrote in each domain, whichever server did. */
class WrittenTransactionsTest {

    @ParameterizedTest
    @CsvSource({
        "'0-1-94', '0-1-94', true",
        "'0-1-90,0-2-95', '0-1-94', true",
        "'1-1-7, 0-1-100', '0-1-94,1-1-7', true",
        "'0-1-94', '', true",
        "'0-1-93', '0-1-94', false",
        "'0-1-94', '0-1-94,1-1-7', false",
        "'', '0-1-94', false"
    })
    void it_has_come_to_what_has_no_higher_number_in_its_domain(String written, String handled, boolean includes) {
        assertThat(WrittenTransactions.parse(written).include(WrittenTransactions.parse(handled)))
                .isEqualTo(includes);
    }
}
