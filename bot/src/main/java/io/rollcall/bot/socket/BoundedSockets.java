package io.rollcall.bot.socket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Sockets for one connection at a time, on which a message that is far too long is never read to its end: a WebSocket is
 * handed to its listener only as a whole, so memory could not be bound there.
 */
public final class BoundedSockets extends SocketFactory {

    private final long most;
    private final AtomicLong sinceMessage = new AtomicLong();

    /** @param most how many bytes may come from one message to the next, what goes with them on the wire included */
    public BoundedSockets(long most) {
        this.most = most;
    }

    /** A message has come to its end. */
    public void messageRead() {
        sinceMessage.set(0);
    }

    @Override
    public Socket createSocket() {
        sinceMessage.set(0);
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new Counted(super.getInputStream());
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("only sockets that are yet to be connected");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("only sockets that are yet to be connected");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("only sockets that are yet to be connected");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("only sockets that are yet to be connected");
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) throws IOException {
            if (read > 0 && sinceMessage.addAndGet(read) > most) {
                throw new ProtocolException("a message without an end");
            }
        }
    }
}
