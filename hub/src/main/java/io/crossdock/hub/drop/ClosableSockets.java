package io.crossdock.hub.drop;

import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The socket of an SFTP connection, to be closed by another thread: a read of it heeds no interrupt. */
final class ClosableSockets implements SocketFactory, AutoCloseable {

    private final int connectMillis;
    private volatile Socket newest;

    ClosableSockets(int connectMillis) {
        this.connectMillis = connectMillis;
    }

    @Override
    @SuppressWarnings("resource") // the session closes it
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = new Socket();
        newest = socket;
        socket.connect(new InetSocketAddress(host, port), connectMillis);
        socket.setSoTimeout(connectMillis);
        return socket;
    }

    @Override
    public InputStream getInputStream(Socket socket) throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream getOutputStream(Socket socket) throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() {
        Socket socket = newest;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // closed or not: nobody reads from it any more
        }
    }
}
