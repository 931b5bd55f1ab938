package io.crossdock.hub.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a check tells before anything is started. */
class DropSettingsTest {

    @Test
    void a_local_folder_is_a_whole_path_and_its_pattern_compiles() {
        // when
        // then
        assertThat(new LocalFolder().mistakes(Map.of("folder", "drops", "pattern", "*.{csv", "archive", "../archive")))
                .containsOnlyKeys("folder", "pattern", "archive");
        assertThat(new LocalFolder().mistakes(Map.of("folder", "/srv/drops", "pattern", "*.{csv,txt}")))
                .isEmpty();
    }

    @Test
    void an_sftp_server_has_to_be_known_and_to_be_got_into() {
        // when
        // then
        assertThat(new SftpFolder().mistakes(Map.of("host", "a b", "hostKey", "SHA256:abc", "port", "0")))
                .containsOnlyKeys("host", "hostKey", "port", "password");
        assertThat(new SftpFolder().mistakes(Map.of("hostKey", "ssh-rsa AAAAB3NzaC1yc2EAAAA", "privateKey", "secret")))
                .containsOnlyKeys("privateKey")
                .doesNotContainValue("secret");
        assertThat(new SftpFolder()
                        .mistakes(Map.of(
                                "host", "sftp.example.com",
                                "hostKey", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIabc",
                                "password", "p")))
                .isEmpty();
    }

    @Test
    void pointers_charsets_and_elements_are_tried() {
        // when
        // then
        assertThat(mistakes(Map.of("split", "csv", "keyPointer", "sku"))).containsOnlyKeys("keyPointer");
        assertThat(mistakes(Map.of("split", "csv", "charset", "utf-nine"))).containsOnlyKeys("charset");
        assertThat(mistakes(Map.of("split", "x12", "keyElement", "BEG"))).containsOnlyKeys("keyElement");
        assertThat(mistakes(Map.of("split", "x12", "keyElement", "BEG03"))).isEmpty();
        assertThat(mistakes(Map.of("split", "edifact", "keyElement", "RFF01-2")))
                .isEmpty();
    }

    private static Map<String, String> mistakes(Map<String, String> settings) {
        return new FileIntake().mistakes(settings);
    }
}
