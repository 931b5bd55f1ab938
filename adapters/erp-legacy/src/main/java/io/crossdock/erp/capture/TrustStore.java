package io.crossdock.erp.capture;

import io.crossdock.spi.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Certificates of a PEM file as a key store, which is all that Debezium's connector for MariaDB reads. It lies in a
 * temporary file of ours alone; nothing in it is secret. Systems tidy up such files: a missing one ends the engine at its next
 * connection, and is written anew when it starts again.
 */
final class TrustStore {

    /** Protects nothing; a store must have one. */
    static final String PASSWORD = "certificates";

    private static final Map<List<Certificate>, Path> WRITTEN = new ConcurrentHashMap<>();

    private TrustStore() {}

    /**
     * The same file for the same certificates.
     *
     * @throws Failure {@code REJECTED} where the file cannot be read, or holds no certificate
     */
    static Path of(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw Failure.rejected("database", "tls", "", pem + " holds no certificate");
            }
            return WRITTEN.compute(
                    List.copyOf(found),
                    (certificates, file) -> file != null && Files.exists(file) ? file : write(certificates));
        } catch (IOException | GeneralSecurityException e) {
            throw Failure.rejected(
                    "database",
                    "tls",
                    "",
                    pem + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Path write(List<Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("ca-" + i, certificates.get(i));
            }
            Path file = Files.createTempFile("crossdock-ca-", ".jks");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw Failure.unavailable("database", "tls", "no key store can be written: " + e.getMessage(), e);
        }
    }
}
