package io.crossdock.hub.drop;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.component.file.remote.SftpConfiguration;

/**
 * How the hub gets into an SFTP server, and how it knows that it is that server.
 *
 * @param hostKeys the server's public keys as {@code ssh-keyscan} prints them behind the host's name, a line each
 */
record SftpAccess(
        String host,
        int port,
        String username,
        String password,
        String privateKey,
        String passphrase,
        String hostKeys) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final Pattern HOST_KEYS =
            Pattern.compile("\\s*([a-z0-9@.-]+ [A-Za-z0-9+/]{16,}={0,3}( [^\\r\\n]*)?\\s*)+");

    void configure(SftpConfiguration settings) {
        settings.setProtocol("sftp");
        settings.setHost(host);
        settings.setPort(port);
        settings.setUsername(username);
        settings.setPassword(password);
        if (privateKey != null) {
            settings.setPrivateKey((privateKey.strip() + "\n").getBytes(StandardCharsets.US_ASCII));
            settings.setPrivateKeyPassphrase(passphrase);
        }
        settings.setPreferredAuthentications("publickey,password,keyboard-interactive");
        settings.setUseUserKnownHostsFile(false);
        settings.setKnownHosts(knownHosts().getBytes(StandardCharsets.US_ASCII));
        settings.setStrictHostKeyChecking("yes");
    }

    /** The form of OpenSSH's sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
    private String knownHosts() {
        String name = port == SftpConfiguration.DEFAULT_SFTP_PORT ? host : "[" + host + "]:" + port;
        return hostKeys.strip()
                .lines()
                .map(key -> name + " " + key.strip())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    static Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        if (!HOST.matcher(settings.getOrDefault("host", "host")).matches()) {
            mistakes.put("host", "is no host's name");
        }
        if (!settings.getOrDefault("port", "22").matches("[1-9]\\d{0,4}")) {
            mistakes.put("port", "is no port");
        }
        if (!settings.containsKey("password") && !settings.containsKey("privateKey")) {
            mistakes.put("password", "is missing, and so is privateKey");
        }
        if (!settings.getOrDefault("privateKey", "-----BEGIN ").stripLeading().startsWith("-----BEGIN ")) {
            mistakes.put("privateKey", "is no private key in PEM or OpenSSH form");
        }
        if (!HOST_KEYS.matcher(settings.getOrDefault("hostKey", "")).matches()) {
            mistakes.put("hostKey", "is no public key such as ssh-ed25519 AAAAC3Nz...");
        }
        return mistakes;
    }
}
