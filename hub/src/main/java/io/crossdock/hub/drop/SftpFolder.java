package io.crossdock.hub.drop;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import io.crossdock.hub.drop.split.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.RemoteFileConsumer;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpConsumer;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpOperations;
import org.apache.camel.component.file.remote.SftpRemoteFile;

/** A folder behind SFTP, archive and all; a bean of the Kamelet {@code sftp-source}. Only a server whose key is known is spoken to. */
// Camel knows its remote files by their raw type.
@SuppressWarnings("rawtypes")
public class SftpFolder extends DropFolder {

    private static final int PATIENCE_MILLIS = 10_000;

    private String host;
    private int port = SftpConfiguration.DEFAULT_SFTP_PORT;
    private String username;
    private String password;
    private String privateKey;
    private String passphrase;
    private String hostKey;
    private long poll = 10;
    private final ClosableSockets sockets = new ClosableSockets(PATIENCE_MILLIS);
    private RemoteFileOperations<SftpRemoteFile> operations;

    @Override
    @SuppressWarnings("unchecked")
    GenericFileEndpoint<?> listing(CamelContext context, GenericFileFilter<Object> filter) {
        SftpConfiguration settings = new SftpConfiguration();
        new SftpAccess(host, port, username, password, privateKey, passphrase, hostKey).configure(settings);
        settings.setDirectory(getFolder());
        settings.setStepwise(false);
        settings.setStreamDownload(true);
        settings.setConnectTimeout(PATIENCE_MILLIS);
        settings.setSoTimeout(PATIENCE_MILLIS);
        settings.setThrowExceptionOnConnectFailed(true);
        // They say with whom and as whom; the health says what is wrong.
        settings.setJschLoggingLevel(LoggingLevel.OFF);
        Listing endpoint = new Listing(context.getComponent("sftp", SftpComponent.class), settings);
        endpoint.setAutoCreate(false);
        endpoint.setFastExistsCheck(true);
        endpoint.setMaximumReconnectAttempts(1);
        endpoint.setFilter((GenericFileFilter) filter);
        endpoint.setDelay(poll * 1000);
        endpoint.setInitialDelay(100);
        if (awaitsMarker()) {
            endpoint.setDoneFileName("${file:name}" + MARKER);
        }
        return endpoint;
    }

    /** Lets us have the connection that the listing is made with. */
    private final class Listing extends SftpEndpoint {

        private Listing(SftpComponent component, SftpConfiguration settings) {
            super("sftp:drop", component, settings);
        }

        @Override
        public RemoteFileOperations<SftpRemoteFile> createRemoteFileOperations() {
            operations = new Operations();
            operations.setEndpoint(this);
            return operations;
        }

        @Override
        protected RemoteFileConsumer<SftpRemoteFile> buildConsumer(Processor processor) {
            return new ClaimsToo(this, processor, createRemoteFileOperations(), createGenericFileStrategy());
        }
    }

    /** Lists also what Camel leaves out: a file whose name begins with a dot, or whose marker is gone. */
    private static final class ClaimsToo extends SftpConsumer {

        private ClaimsToo(
                SftpEndpoint endpoint,
                Processor processor,
                RemoteFileOperations<SftpRemoteFile> operations,
                GenericFileProcessStrategy<SftpRemoteFile> strategy) {
            super(endpoint, processor, operations, strategy);
        }

        @Override
        protected boolean isMatchedHiddenFile(
                Supplier<GenericFile<SftpRemoteFile>> file, String name, boolean isDirectory) {
            return Claim.read(name).isPresent() || super.isMatchedHiddenFile(file, name, isDirectory);
        }

        @Override
        protected boolean isMatched(
                Supplier<GenericFile<SftpRemoteFile>> file, String doneFileName, SftpRemoteFile[] files) {
            return Claim.read(file.get().getFileNameOnly()).isPresent() || super.isMatched(file, doneFileName, files);
        }
    }

    private final class Operations extends SftpOperations {

        @Override
        protected Session createSession(RemoteFileConfiguration configuration) throws JSchException {
            Session session = super.createSession(configuration);
            session.setSocketFactory(sockets);
            return session;
        }
    }

    /** A server that tells no permissions tells no types either. */
    @Override
    boolean isOrdinary(GenericFile<?> listed) {
        SftpATTRS attributes = ((ChannelSftp.LsEntry) ((SftpRemoteFile) listed.getFile()).getRemoteFile()).getAttrs();
        boolean tellsType = (attributes.getFlags() & SftpATTRS.SSH_FILEXFER_ATTR_PERMISSIONS) != 0;
        return !tellsType || attributes.isReg();
    }

    /** Downloaded into a file that is gone from its folder before a byte is in it. */
    @Override
    Content open(Exchange exchange, String name, GenericFile<?> listed) throws IOException {
        operations.retrieveFile(in(name), exchange, listed.getFileLength());
        Path file = Files.createTempFile("crossdock-drop", ".tmp");
        FileChannel copy = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try (InputStream bytes = (InputStream) listed.getBody()) {
            bytes.transferTo(Channels.newOutputStream(copy));
            if (copy.size() != listed.getFileLength()) {
                throw new IOException("it changed while it was read");
            }
            return new Content(copy);
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    @Override
    boolean isUnchanged(String name, GenericFile<?> listed) {
        return Arrays.stream(operations.listFiles(in(name)))
                .anyMatch(file -> file.getFileLength() == listed.getFileLength()
                        && file.getLastModified() == listed.getLastModified());
    }

    @Override
    boolean exists(String path) {
        return operations.existsFile(in(path));
    }

    @Override
    void prepare(String into) throws IOException {
        if (!operations.buildDirectory(in(into), true)) {
            throw new IOException("the server lets no folder be made");
        }
    }

    @Override
    void move(String name, String into, String as) throws IOException {
        String target = in(into.isEmpty() ? as : into + "/" + as);
        // SFTP version 3 renames over nothing, but OpenSSH's own rename, which is used where it is there, does.
        if (operations.existsFile(target)) {
            throw new IOException("lies where it would be moved to");
        }
        if (!operations.renameFile(in(name), target)) {
            throw new IOException("the server lets no file be moved");
        }
    }

    @Override
    void write(String into, String name, String text) throws IOException {
        if (!operations.storeFileDirectly(in(into) + "/" + name, text)) {
            throw new IOException("the server lets no file be written");
        }
    }

    @Override
    void delete(String name) throws IOException {
        if (operations.existsFile(in(name)) && !operations.deleteFile(in(name))) {
            throw new IOException("the server lets no file be deleted");
        }
    }

    @Override
    int count(String in, String suffix) {
        if (!operations.existsFile(in(in))) {
            return 0;
        }
        SftpRemoteFile[] files = operations.listFiles(in(in));
        return (int) Arrays.stream(files)
                .filter(file -> file.getFilename().endsWith(suffix))
                .count();
    }

    @Override
    void reset() {
        try {
            operations.forceDisconnect();
        } catch (GenericFileOperationFailedException e) {
            // there is no connection, which is what was wanted
        }
    }

    @Override
    void endSoon() {
        sockets.close();
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = super.mistakes(settings);
        mistakes.putAll(SftpAccess.mistakes(settings));
        return mistakes;
    }

    private String in(String name) {
        return name.startsWith("/") ? name : getFolder() + "/" + name;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** In PEM or OpenSSH form. */
    public void setPrivateKey(String privateKey) {
        this.privateKey = privateKey;
    }

    /** Of the private key. */
    public void setPassphrase(String passphrase) {
        this.passphrase = passphrase;
    }

    /** The server's public key, such as {@code ssh-ed25519 AAAAC3Nz...}. */
    public void setHostKey(String hostKey) {
        this.hostKey = hostKey;
    }

    /** Seconds between two looks into the folder. */
    public void setPoll(long poll) {
        this.poll = poll;
    }
}
