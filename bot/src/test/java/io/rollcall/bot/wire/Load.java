package io.rollcall.bot.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts requests on a number of kept connections, by plain sockets: what it takes of the processors, the server lacks.
 * The requests are bytes made ready before.
 */
final class Load {

    private final int port;
    private final int connections;

    Load(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** How it went; latencies in nanoseconds, sorted. */
    record Result(double perSecond, long[] nanos, int failed) {

        double percentileMillis(double percentile) {
            int at = (int) Math.min(nanos.length - 1L, Math.round(nanos.length * percentile / 100));
            return nanos[at] / 1e6;
        }
    }

    static byte[] request(String path, Envelope sealed) {
        return request(
                path,
                "Content-Type: application/json; charset=utf-8\r\nX-Lark-Request-Timestamp: " + sealed.timestamp()
                        + "\r\nX-Lark-Request-Nonce: " + sealed.nonce() + "\r\nX-Lark-Signature: "
                        + sealed.signature(),
                sealed.body());
    }

    static byte[] request(String path, WeComEnvelope sealed) {
        return request(path + "?" + sealed.query(), "Content-Type: text/xml", sealed.body());
    }

    private static byte[] request(String path, String headers, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** As fast as it goes: each connection sends its next request when the one before is answered. */
    Result flatOut(List<byte[]> requests) {
        return run(requests, 0);
    }

    /**
     * At a steady rate, whatever the server makes of it: a request that has to wait for its connection has waited since
     * its time came.
     */
    Result paced(List<byte[]> requests, double perSecond) {
        return run(requests, perSecond);
    }

    private Result run(List<byte[]> requests, double perSecond) {
        long[] nanos = new long[requests.size()];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> {
                    try (Connection connection = new Connection()) {
                        for (int n = next.getAndIncrement(); n < nanos.length; n = next.getAndIncrement()) {
                            long due = perSecond > 0 ? start + (long) (n * 1e9 / perSecond) : System.nanoTime();
                            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                                LockSupport.parkNanos(early);
                            }
                            if (connection.post(requests.get(n)) != 200) {
                                failed.incrementAndGet();
                            }
                            nanos[n] = System.nanoTime() - due;
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(nanos);
            return new Result(requests.size() / seconds, nanos, failed.get());
        } catch (Exception e) {
            throw new IllegalStateException("the load could not be put on", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Opened anew whenever the server has closed it. */
    private final class Connection implements AutoCloseable {

        private Socket socket;
        private InputStream in;

        int post(byte[] request) throws IOException {
            if (socket == null) {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
            }
            socket.getOutputStream().write(request);
            String status = line();
            int length = 0;
            boolean ends = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).trim());
                }
                ends |= lower.startsWith("connection: close");
            }
            in.skipNBytes(length);
            if (ends) {
                close();
            }
            return Integer.parseInt(status.substring(9, 12));
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server ended the connection within an answer");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        }
    }
}
