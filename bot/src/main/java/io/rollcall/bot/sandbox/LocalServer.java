package io.rollcall.bot.sandbox;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** This process's own web server, whose port is known only once it listens. */
public final class LocalServer implements ApplicationListener<WebServerInitializedEvent> {

    private volatile int port = -1;

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        // The management server, where there is one, announces itself by the same event under a name of its own.
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /**
     * An address on this server, by the loopback interface.
     *
     * @param path absolute, such as {@code /callback/feishu/payments}
     * @return empty before the server listens
     */
    public Optional<URI> resolve(String path) {
        return port < 0 ? Optional.empty() : Optional.of(URI.create("http://127.0.0.1:" + port + path));
    }
}
