package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.MariaDbServer;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.Tls;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.sql.BoundedConnection;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A MariaDB that lets Crossdock in only by TLS. */
@OnBackbone(Part.MARIADB)
class EncryptedMariaDbTest {

    private final MariaDbServer server;

    @TempDir
    private Path folder;

    private MariaDbErp erp;
    private Path certificate;

    EncryptedMariaDbTest(Backbone backbone) {
        this.server = backbone.mariaDb();
    }

    @BeforeEach
    void an_erp_that_demands_tls() throws SQLException {
        certificate = server.restartWithTls();
        erp = MariaDbErp.on(server);
        erp.sql("alter user crossdock require ssl");
    }

    @AfterEach
    void the_server_is_as_it_was() {
        server.restartWithoutTls();
    }

    @Test
    void changes_are_captured_and_queried_over_connections_whose_certificate_is_checked() throws Exception {
        // given
        ErpConfig config = config(Tls.Mode.VERIFY_FULL);
        assertThat(protocol(config.database())).startsWith("TLSv1.");
        // then: the check is let in as well
        assertThat(ErpCheck.forDatabase(config).of(config).findings())
                .noneMatch(finding -> finding.found().contains("ccess denied"));
        try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets"))).awaitUp()) {
            // when
            erp.users().book("shopify-us:1", List.of(new LegacyErp.Line("A-00001", "H1", BigDecimal.ONE)));
            // then
            eventually(() -> assertThat(capturing.of(OrderBooked.class)).hasSize(1));
        }
    }

    @Test
    void whoever_does_not_encrypt_is_not_let_in_and_whoever_only_requires_it_is() throws Exception {
        assertThatThrownBy(() -> protocol(erp.config().database())).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> protocol(config(Tls.Mode.OFF).database())).hasMessageContaining("Access denied");
        assertThat(protocol(erp.config().database().with(new Tls(Tls.Mode.REQUIRE, ""))))
                .startsWith("TLSv1.");
    }

    @Test
    void a_certificate_that_nobody_trusts_is_told() throws Exception {
        // given
        Path other = somebodyElses();
        ErpDatabase database = erp.config().database().with(new Tls(Tls.Mode.VERIFY_CA, other.toString()));
        // then
        assertThatThrownBy(() -> protocol(database)).isInstanceOf(SQLException.class);
    }

    /** One of those that the JDK trusts. */
    private Path somebodyElses() throws Exception {
        TrustManagerFactory jdk = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        jdk.init((KeyStore) null);
        X509Certificate one = ((X509TrustManager) jdk.getTrustManagers()[0]).getAcceptedIssuers()[0];
        return Files.writeString(
                folder.resolve("other.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(one.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private ErpConfig config(Tls.Mode mode) {
        ErpConfig plain = erp.config();
        return new ErpConfig(
                plain.name(),
                plain.epoch(),
                plain.database().with(new Tls(mode, mode.verifies() ? certificate.toString() : "")),
                plain.sources());
    }

    private static String protocol(ErpDatabase database) throws SQLException {
        try (Connection connection = BoundedConnection.open(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show session status like 'Ssl_version'")) {
            row.next();
            return row.getString(2);
        }
    }
}
