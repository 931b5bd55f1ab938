package io.crossdock.hub.drop.split;

import static io.crossdock.hub.drop.split.Splitting.pieces;
import static io.crossdock.hub.drop.split.Splitting.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdiMessagesTest {

    private static final Splits.Form X12 = new Splits.Form("x12", "", "", "", "", "", "BEG03");
    private static final Splits.Form EDIFACT = new Splits.Form("edifact", "", "", "", "", "", "BGM02");

    private static final String ISA =
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1253*U*00501*000000905*0*P*:~\n";
    private static final String GS = "GS*PO*SENDER*RECEIVER*20260101*1253*77*X*005010~\n";
    private static final String FIRST =
            "ST*850*0001~\nBEG*00*SA*PO-1**20260101~\nPO1*1*2*EA*9.90**SK*A-1~\nSE*4*0001~\n";
    private static final String SECOND = "ST*850*0002~\nBEG*00*SA*PO-2**20260101~\nSE*3*0002~\n";
    private static final String THIRD = "ST*997*0003~\nAK1*PO*1~\nSE*3*0003~\n";
    private static final String INTERCHANGE = ISA + GS + FIRST + SECOND + THIRD + "GE*3*77~\nIEA*1*000000905~\n";

    private static final String UNB = "UNA:+.? '\r\nUNB+UNOC:3+SENDER:14+RECEIVER:14+260101:1253+REF1'\r\n";
    private static final String ORDER = "UNH+1+ORDERS:D:96A:UN'\r\nBGM+220+PO?'1+9'\r\nUNT+3+1'\r\n";
    private static final String STOCK = "UNH+2+INVRPT:D:96A:UN'\r\nBGM+35+ST-2+9'\r\nUNT+3+2'\r\n";
    private static final String UN_INTERCHANGE = UNB + ORDER + STOCK + "UNZ+2+REF1'\r\n";

    @Test
    void each_transaction_set_comes_in_an_interchange_of_its_own() throws Exception {
        // when
        List<Piece> pieces = pieces(X12, bytes(INTERCHANGE));
        // then
        assertThat(pieces).extracting(Piece::key).containsExactly("PO-1", "PO-2", "");
        assertThat(pieces).extracting(Piece::kind).containsExactly("850", "850", "997");
        assertThat(text(pieces.get(1))).isEqualTo(ISA + GS + SECOND.strip() + "GE*1*77~IEA*1*000000905~");
    }

    @Test
    void each_message_comes_in_an_interchange_of_its_own() throws Exception {
        // when
        List<Piece> pieces = pieces(EDIFACT, bytes(UN_INTERCHANGE));
        // then
        assertThat(pieces).extracting(Piece::key).containsExactly("PO'1", "ST-2");
        assertThat(pieces).extracting(Piece::kind).containsExactly("ORDERS", "INVRPT");
        assertThat(text(pieces.get(1))).isEqualTo(UNB + STOCK.strip() + "UNZ+1+REF1'");
    }

    @Test
    void a_piece_is_a_file_that_gives_itself_again() throws Exception {
        for (Piece piece : pieces(X12, bytes(INTERCHANGE))) {
            // when
            List<Piece> again = pieces(X12, piece.body());
            // then
            assertThat(again).hasSize(1);
            assertThat(text(again.get(0))).isEqualTo(text(piece));
        }
        for (Piece piece : pieces(EDIFACT, bytes(UN_INTERCHANGE))) {
            assertThat(pieces(EDIFACT, piece.body()).get(0).body()).isEqualTo(piece.body());
        }
    }

    @Test
    void functional_groups_of_edifact_are_kept_around_their_messages() throws Exception {
        // given
        String ung = "UNG+ORDERS+SENDER+RECEIVER+260101:1253+G7+UN+D:96A'";
        String file = UNB + ung + ORDER + "UNE+1+G7'" + "UNZ+1+REF1'";
        // when
        // then
        assertThat(text(pieces(EDIFACT, bytes(file)).get(0)))
                .isEqualTo(UNB + ung + ORDER.strip() + "UNE+1+G7'UNZ+1+REF1'");
    }

    @Test
    void several_interchanges_and_other_delimiters_are_read_as_declared() throws Exception {
        // given
        String other = INTERCHANGE.replace("~\n", "\n").replace('*', '|').replace("\n", "\u001C");
        // when
        // then
        assertThat(pieces(X12, bytes(INTERCHANGE + "\n\n" + INTERCHANGE)))
                .hasSize(6)
                .allMatch(piece -> text(piece).startsWith("ISA*"));
        assertThat(pieces(X12, bytes(other))).extracting(Piece::key).containsExactly("PO-1", "PO-2", "");
        assertThat(pieces(EDIFACT, bytes(UN_INTERCHANGE.replace("UNA:+.? '\r\n", ""))))
                .hasSize(2);
    }

    @Test
    void an_interchange_that_is_cut_anywhere_is_refused() {
        assertRefusedWhereverCut(X12, INTERCHANGE);
        assertRefusedWhereverCut(EDIFACT, UN_INTERCHANGE);
    }

    private static void assertRefusedWhereverCut(Splits.Form form, String file) {
        byte[] whole = bytes(file);
        for (int length = 0; length < file.strip().length(); length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            // when
            // then
            assertThatThrownBy(() -> pieces(form, cut)).as("%d bytes", length).isInstanceOf(Failure.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SE*4*0001, SE*5*0001, segment 6 (SE)",
        "SE*4*0001, SE*4*0009, segment 6 (SE)",
        "GE*3*77, GE*2*77, (GE)",
        "GE*3*77, GE*3*78, (GE)",
        "IEA*1, IEA*2, (IEA)",
        "IEA*1*000000905, IEA*1*000000906, (IEA)",
    })
    void a_wrong_count_or_reference_is_told_with_its_segment(String right, String wrong, String place) {
        // when
        // then
        assertThatThrownBy(() -> pieces(X12, bytes(INTERCHANGE.replace(right, wrong))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(place)
                .hasMessageContaining("control");
    }

    @ParameterizedTest
    @CsvSource({"UNT+3+1,UNT+4+1", "UNT+3+1,UNT+3+9", "UNZ+2,UNZ+1", "UNZ+2+REF1,UNZ+2+REF2", "UNZ+2+REF1,UNX+2+REF"})
    void edifact_is_counted_as_well(String right, String wrong) {
        // when
        // then
        assertThatThrownBy(() -> pieces(
                        EDIFACT,
                        bytes(UN_INTERCHANGE.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)))))
                .isInstanceOf(Failure.class);
    }

    @Test
    void a_file_of_the_other_standard_and_swapped_delimiters_are_refused() {
        // when
        // then
        assertThatThrownBy(() -> pieces(X12, bytes(UN_INTERCHANGE))).hasMessageContaining("another standard");
        assertThatThrownBy(() -> pieces(EDIFACT, bytes(INTERCHANGE))).hasMessageContaining("another standard");
        assertThatThrownBy(() -> pieces(X12, bytes(INTERCHANGE.replace("~\nBEG", "'\nBEG"))))
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> pieces(X12, bytes(INTERCHANGE + "and more"))).isInstanceOf(Failure.class);
    }

    @Test
    void a_segment_or_an_element_without_an_end_does_not_fill_the_memory() {
        // given
        String begun = ISA + GS + "ST*850*0001~BEG*";
        // when
        // then
        assertThatThrownBy(() -> pieces(X12, bytes(begun + "X*".repeat(2 * Piece.MOST_BYTES))))
                .hasMessageContaining("segment 4 (BEG): a record of more than");
        assertThatThrownBy(() -> pieces(X12, bytes(begun + "X".repeat(4 * Piece.MOST_BYTES))))
                .isInstanceOf(Failure.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
