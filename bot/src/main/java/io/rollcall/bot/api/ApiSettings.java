package io.rollcall.bot.api;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code rollcall.api}.
 *
 * @param token what callers send as {@code Authorization: Bearer …}; without one the API is off
 */
@ConfigurationProperties(prefix = "rollcall.api", ignoreUnknownFields = false)
record ApiSettings(@Nullable String token) {

    ApiSettings {
        // Spring leaves a variable that is not set as it is written, and anyone could guess that.
        if (token != null && token.contains("${")) {
            throw new IllegalArgumentException(
                    "rollcall.api.token names an environment variable that is not set; set it, or leave the token out");
        }
    }

    boolean isOn() {
        return token != null && !token.isBlank();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ApiSettings[token=" + (isOn() ? "set" : "not set") + "]";
    }
}
