package io.rollcall.bot.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The line to a server on this machine, which can be cut, or go dead without a word. */
final class Cable implements AutoCloseable {

    private final int target;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    /** How the line is. */
    enum State {
        WHOLE,
        /** Connections end, and new ones end at once. */
        CUT,
        /** Nothing passes, nothing ends, and new connections hear nothing. */
        DEAD
    }

    Cable(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What was under way on a line that changes its state does not come through, before or after. */
    synchronized void become(State next) {
        State before = state;
        state = next;
        if (next == State.CUT || before == State.DEAD) {
            sockets.forEach(Cable::end);
            sockets.clear();
        }
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                sockets.add(near);
                if (state == State.CUT) {
                    end(near);
                } else if (state == State.WHOLE) {
                    Socket far = new Socket();
                    sockets.add(far);
                    far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                    near.setTcpNoDelay(true);
                    far.setTcpNoDelay(true);
                    threads.execute(() -> pass(near, far));
                    threads.execute(() -> pass(far, near));
                }
            } catch (IOException e) {
                // The connection is none, which is what a line is like.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[16384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (state != State.DEAD) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // Cut, or ended by one side.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** With a reset rather than an orderly end. */
    private static void end(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It has ended by itself.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        become(State.CUT);
        threads.shutdownNow();
    }
}
