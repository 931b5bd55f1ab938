package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.SampleMapping;
import io.crossdock.erp.Tls;
import io.crossdock.spi.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {

    @TempDir
    private Path folder;

    @Test
    void the_same_certificates_have_one_file_until_somebody_tidies_it_up() throws Exception {
        // given
        Path pem = someCertificate();
        Path store = TrustStore.of(pem);
        assertThat(TrustStore.of(pem)).isEqualTo(store);
        // when
        Files.delete(store);
        // then
        assertThat(TrustStore.of(pem)).exists();
    }

    @Test
    void a_file_without_certificates_and_a_missing_one_are_told() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> TrustStore.of(empty))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(empty + " holds no certificate");
        assertThatThrownBy(() -> TrustStore.of(folder.resolve("missing.pem")))
                .hasMessageContaining("missing.pem cannot be read: NoSuchFileException");
    }

    @Test
    void a_capture_whose_certificates_are_missing_is_down_and_waits_for_them() throws Exception {
        // given
        ErpConfig plain = SampleMapping.mariaDb("127.0.0.1", 1, "only for tests");
        Tls tls = new Tls(Tls.Mode.VERIFY_CA, folder.resolve("missing.pem").toString());
        ErpConfig config =
                new ErpConfig(plain.name(), plain.epoch(), plain.database().with(tls), plain.sources());
        // when
        ErpCapture capture = new ErpCapture(
                config,
                OffsetStorage.file(folder.resolve("offsets")),
                changes -> ChangeHandler.Storing.DONE,
                Clock.systemUTC());
        capture.start();
        // then
        try {
            await().until(() -> capture.state().phase() == CaptureState.Phase.DOWN);
        } finally {
            capture.stop();
        }
    }

    /** One of those that the JDK trusts. */
    private Path someCertificate() throws Exception {
        TrustManagerFactory jdk = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        jdk.init((KeyStore) null);
        X509Certificate one = ((X509TrustManager) jdk.getTrustManagers()[0]).getAcceptedIssuers()[0];
        return Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(one.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }
}
