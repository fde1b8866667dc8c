package io.rollcall.bot.sandbox;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The web sockets of smart robots. One thread does all the sending, so that no member's page waits for a robot that does
 * not read; the container gives up on such a one after a while.
 */
final class RobotSockets implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RobotSockets.class);

    /** After the bot's own connections have ended, before the web server waits for what is open. */
    private static final int PHASE = DEFAULT_PHASE - 512;

    private static final int MOST_SOCKETS = 16;
    private static final int MOST_FRAME_CHARACTERS = 128 * 1024;

    /** Twice two missed pings: whoever says nothing for so long is gone. */
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final RobotWire wire;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-robots");
        thread.setDaemon(true);
        return thread;
    });
    private final ServerEndpointConfig endpoint = ServerEndpointConfig.Builder.create(
                    RobotEndpoint.class, "/sandbox/wecom/openws")
            .configurator(new ServerEndpointConfig.Configurator() {
                @Override
                public <T> T getEndpointInstance(Class<T> type) {
                    return type.cast(new RobotEndpoint());
                }
            })
            .build();
    private volatile boolean running;

    RobotSockets(RobotWire wire) {
        this.wire = wire;
    }

    ServerEndpointConfig endpoint() {
        return endpoint;
    }

    boolean hasRoom() {
        return running && sessions.size() < MOST_SOCKETS;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        sender.shutdown();
        sessions.forEach(session -> close(session, CloseReason.CloseCodes.GOING_AWAY));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private static void close(Session session, CloseReason.CloseCodes why) {
        try {
            session.close(new CloseReason(why, ""));
        } catch (IOException e) {
            log.debug("a robot's socket was closed before", e);
        }
    }

    /** One connection. */
    private final class RobotEndpoint extends Endpoint {

        private RobotWire.@Nullable Line line;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            sessions.add(session);
            session.setMaxTextMessageBufferSize(MOST_FRAME_CHARACTERS);
            session.setMaxIdleTimeout(IDLE.toMillis());
            RobotWire.Line own = wire.open(new Open(session));
            line = own;
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) own::heard);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            sessions.remove(session);
            if (line != null) {
                line.closed();
            }
        }

        @Override
        public void onError(Session session, Throwable failure) {
            log.debug("a robot's socket has failed", failure);
        }
    }

    private final class Open implements RobotWire.Socket {

        private final Session session;

        Open(Session session) {
            this.session = session;
        }

        @Override
        public void send(String frame) {
            later(() -> {
                try {
                    session.getBasicRemote().sendText(frame);
                } catch (IOException | IllegalStateException e) {
                    log.debug("a robot left before it was told", e);
                }
            });
        }

        @Override
        public void close() {
            later(() -> RobotSockets.close(session, CloseReason.CloseCodes.NORMAL_CLOSURE));
        }

        private void later(Runnable action) {
            try {
                sender.execute(action);
            } catch (RejectedExecutionException e) {
                log.debug("the sandbox is closed");
            }
        }
    }
}
