package io.crossdock.erp.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonalWordsTest {

    @Test
    void what_tells_the_buyer_is_taken_out_of_a_message_whole_or_in_part() {
        assertThat(PersonalWords.masked("SAMPLE, Alma: no credit (alma@example.org, 04109 Leipzig)", Entries.BUYER))
                .isEqualTo("***, ***: no credit (***, *** ***)");
    }

    @Test
    void codes_and_numbers_of_the_erp_stay() {
        assertThat(PersonalWords.masked("E001 unknown article A-9 12", Entries.BUYER))
                .isEqualTo("E001 unknown article A-9 12");
        assertThat(PersonalWords.masked("E001 for Alma", null)).isEqualTo("E001 for Alma");
    }
}
