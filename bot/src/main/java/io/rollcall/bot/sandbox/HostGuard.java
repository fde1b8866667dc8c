package io.rollcall.bot.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the sandbox to this machine. It has no log-in, so a page of another origin that points a name of its own at
 * 127.0.0.1 (DNS rebinding) must not reach it, nor a neighbour in the network: requests have to come from here and be
 * addressed to localhost, unless the operator names the hosts it may be called by.
 */
@Component
@Profile({"demo", "sandbox"})
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class HostGuard extends OncePerRequestFilter {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final SandboxSettings settings;

    HostGuard(SandboxSettings settings) {
        this.settings = settings;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return !path.equals("/") && !path.equals("/sandbox") && !path.startsWith("/sandbox/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = hostOf(request);
        boolean named = settings.hosts().stream().anyMatch(host::equalsIgnoreCase);
        boolean local = LOCAL.contains(host) && (!settings.hosts().isEmpty() || isLoopback(request.getRemoteAddr()));
        if (named || local) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .println(
                        "The sandbox serves this machine only, as http://localhost:<port>/sandbox. To call it by another"
                                + " name, list that name in rollcall.sandbox.hosts.");
    }

    private static String hostOf(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null) {
            return "";
        }
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']');
        return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopback(String address) {
        try {
            // Always a literal address here, so that nothing is looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
