package io.crossdock.backbone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for this machine that is signed by itself, and its key, both as PEM.
 *
 * @param key readable by whoever finds it: it protects tests
 */
record ServerCertificate(Path certificate, Path key) {

    private static final String PASSWORD = "only for tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** By the JDK's own tool, since the JDK has no public way to sign one. */
    static ServerCertificate make(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path store = folder.resolve("store.p12");
        Files.deleteIfExists(store);
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        ChildProcess.start("keytool", folder.resolve("keytool.log"), keytool).awaitSuccess(PATIENCE);
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore made = KeyStore.getInstance("PKCS12");
            made.load(in, PASSWORD.toCharArray());
            return new ServerCertificate(
                    pem(folder, "CERTIFICATE", made.getCertificate("server").getEncoded()),
                    pem(
                            folder,
                            "PRIVATE KEY",
                            made.getKey("server", PASSWORD.toCharArray()).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("keytool made no certificate", e);
        }
    }

    private static Path pem(Path folder, String what, byte[] content) throws IOException {
        return Files.writeString(
                folder.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                        + "-----\n");
    }
}
