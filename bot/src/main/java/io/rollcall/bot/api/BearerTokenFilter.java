package io.rollcall.bot.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets callers of {@code /api} and of what is there for operators in who bring the token; says what is missing to the
 * others. Health is for everyone, as load balancers bring none.
 */
final class BearerTokenFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(BearerTokenFilter.class);
    private static final String SCHEME = "Bearer ";

    private final ApiSettings settings;
    private final JsonMapper json;
    private final String health;

    /** @param health the path that needs no token, nor does what lies below it */
    BearerTokenFilter(ApiSettings settings, JsonMapper json, String health) {
        this.settings = settings;
        this.json = json;
        this.health = health;
        if (!settings.isOn()) {
            log.warn("The REST API is off: set rollcall.api.token to turn it on");
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals(health) || path.startsWith(health + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!settings.isOn()) {
            refuse(response, HttpStatus.FORBIDDEN, "the API is off; set rollcall.api.token to turn it on");
        } else if (!isToken(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            refuse(response, HttpStatus.UNAUTHORIZED, "send the header Authorization: Bearer <rollcall.api.token>");
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isToken(@Nullable String header) {
        String token = settings.token();
        return token != null
                && header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String why) throws IOException {
        response.setStatus(status.value());
        response.setContentType("application/json");
        response.getOutputStream().write(json.writeValueAsBytes(new ApiError(why)));
    }
}
