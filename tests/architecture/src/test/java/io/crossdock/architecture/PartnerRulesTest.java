package io.crossdock.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A partner is a Kamelet and a channel file, short ones, and no Java. */
class PartnerRulesTest {

    private static final int MOST_KAMELET_LINES = 80;
    private static final int MOST_CHANNEL_LINES = 30;

    @Test
    void a_partners_kamelet_and_channel_file_are_short() {
        assertThat(partnerKamelets()).isNotEmpty().allSatisfy(file -> assertThat(lines(file))
                .as("%s: what a partner has to write", file)
                .isLessThanOrEqualTo(MOST_KAMELET_LINES));
        assertThat(Repository.files("channels").stream()
                        .filter(file -> file.toString().endsWith(".channel.yaml")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(lines(file))
                        .as("%s: what a channel needs", file)
                        .isLessThanOrEqualTo(MOST_CHANNEL_LINES));
    }

    @Test
    void no_java_of_the_product_names_a_partner() {
        List<String> partners = partnerKamelets()
                .map(file -> String.valueOf(file.getFileName()))
                .map(name -> name.substring(0, name.indexOf('-')))
                .distinct()
                .toList();
        assertThat(partners).contains("acme");
        assertThat(Repository.productJava().stream()
                        .filter(file -> !playsThePartner(file))
                        .filter(file -> partners.stream().anyMatch(partner -> JavaText.spoken(Repository.text(file))
                                .toLowerCase(Locale.ROOT)
                                .contains(partner))))
                .as("a partner is added without Java: move this into its Kamelet or channel file")
                .isEmpty();
    }

    private static boolean playsThePartner(Path file) {
        return file.startsWith("demo");
    }

    private static Stream<Path> partnerKamelets() {
        return Repository.files("channels/kamelets").stream()
                .filter(file -> file.toString().endsWith(".kamelet.yaml"));
    }

    private static long lines(Path file) {
        return Repository.text(file).lines().count();
    }
}
