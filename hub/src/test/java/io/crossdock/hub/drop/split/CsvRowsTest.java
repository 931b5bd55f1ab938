package io.crossdock.hub.drop.split;

import static io.crossdock.hub.drop.split.Splitting.form;
import static io.crossdock.hub.drop.split.Splitting.pieces;
import static io.crossdock.hub.drop.split.Splitting.text;
import static io.crossdock.hub.drop.split.Splitting.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Failure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    private static final Splits.Form CSV = form("csv");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sku,qty\nA-1,5\nB-2,0\n",
                "sku,qty\r\nA-1,5\r\nB-2,0",
                "\uFEFFsku,qty\nA-1,5\n\n\nB-2,0\n\n",
                "\"sku\",\"qty\"\n\"A-1\",\"5\"\n\"B-2\",\"0\"\n"
            })
    void a_row_is_an_object_of_texts_by_the_headers_names(String file) throws Exception {
        // when
        // then
        assertThat(texts(CSV, file))
                .containsExactly("{\"sku\":\"A-1\",\"qty\":\"5\"}", "{\"sku\":\"B-2\",\"qty\":\"0\"}");
    }

    @Test
    void a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks() throws Exception {
        // when
        // then
        assertThat(texts(CSV, "sku,text\nA-1,\"a \"\"b\"\", c\r\nd\"\n"))
                .containsExactly("{\"sku\":\"A-1\",\"text\":\"a \\\"b\\\", c\\r\\nd\"}");
    }

    @Test
    void blanks_and_empty_cells_stay_as_they_are() throws Exception {
        // when
        // then
        assertThat(texts(CSV, "a,b,c\n 1 ,,\"\"\n")).containsExactly("{\"a\":\" 1 \",\"b\":\"\",\"c\":\"\"}");
    }

    @Test
    void another_charset_and_delimiter_are_said_by_the_channel() throws Exception {
        // given
        Splits.Form latin = new Splits.Form("csv", "", "ISO-8859-1", "semicolon", "", "/name", "");
        // when
        // then
        assertThat(pieces(latin, "name;qty\nGrün, hell;3\n".getBytes(StandardCharsets.ISO_8859_1)))
                .extracting(Splitting::text)
                .containsExactly("{\"name\":\"Grün, hell\",\"qty\":\"3\"}");
    }

    @Test
    void bytes_of_another_charset_are_refused_with_the_place() {
        // when
        // then
        assertThatThrownBy(() -> pieces(CSV, "name\nGrün\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a,b|1,2|3|#line 3: 1 cells under a header of 2",
                "a,b|1,2|3,4,5|#line 3: 3 cells under a header of 2",
                "a,b|1,\"2|3,4|#line 2: a quote that is not closed",
                "a,b|1,\"2\"x|#line 2: a quote that is not closed, or text beside",
                "a,a|1,2|#line 1: a column that is there twice",
                "a,|1,2|#line 1: a column without a name",
                "a;b|1;2|#line 1: has another delimiter",
            })
    void a_file_that_is_not_sound_is_refused_with_the_place(String file, String reason) {
        // when
        // then
        assertThatThrownBy(() -> texts(CSV, file.replace('|', '\n')))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }

    @Test
    void the_column_of_the_key_must_be_there() {
        // given
        Splits.Form keyed = new Splits.Form("csv", "", "UTF-8", "comma", "", "/sku", "");
        // when
        // then
        assertThatThrownBy(() -> texts(keyed, "SKU,qty\nA-1,2\n")).hasMessageContaining("line 1: lacks the column");
    }

    @Test
    void a_header_alone_is_a_file_without_records() throws Exception {
        // when
        // then
        assertThat(texts(CSV, "sku,qty\n")).isEmpty();
    }

    @Test
    void a_quote_that_never_closes_does_not_fill_the_memory() {
        // given
        String endless = "a,b\n1,\"" + "x\n".repeat(4 * Piece.MOST_BYTES);
        // when
        // then
        assertThatThrownBy(() -> texts(CSV, endless)).hasMessageContaining("line 2: a record of more than 1048576");
    }

    @Test
    void positions_count_the_rows() throws Exception {
        // when
        // then
        assertThat(pieces(CSV, "a\n1\n\n2\n".getBytes(StandardCharsets.UTF_8)))
                .extracting(piece -> piece.position() + text(piece))
                .containsExactly("1{\"a\":\"1\"}", "2{\"a\":\"2\"}");
    }
}
