package io.crossdock.hub.main;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on a loopback port, as a partner runs it: one user, one folder, one host key. */
final class SftpServer implements AutoCloseable {

    static final String USER = "crossdock";
    static final String PASSWORD = "drop-secret";

    private final KeyPair hostKey = keys("RSA", 2048);
    private final Path folder;
    private final PublicKey userKey;
    private SshServer server;
    private int port;

    SftpServer(Path folder, PublicKey userKey) throws Exception {
        this.folder = folder;
        this.userKey = userKey;
        start();
    }

    void start() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals(USER) && key.equals(userKey));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.start();
        port = server.getPort();
    }

    int port() {
        return port;
    }

    String hostKey() {
        return PublicKeyEntry.toString(hostKey.getPublic());
    }

    /** As if it broke down: connections are cut. */
    void stop() throws IOException {
        server.stop(true);
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    static KeyPair keys(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }
}
