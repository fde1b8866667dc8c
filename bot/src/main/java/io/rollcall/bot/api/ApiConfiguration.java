package io.rollcall.bot.api;

import io.rollcall.bot.config.UnusableSettingsException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The door of the API, and of what is there for operators; health is open. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiSettings.class)
class ApiConfiguration {

    private static final String BASE_PATH = "management.endpoints.web.base-path";

    /** @param operators where what is there for operators lies */
    @Bean
    FilterRegistrationBean<BearerTokenFilter> apiToken(
            ApiSettings settings, JsonMapper json, @Value("${" + BASE_PATH + ":/actuator}") String operators) {
        String base = operators.strip().replaceFirst("/+$", "");
        if (!base.startsWith("/")) {
            throw new UnusableSettingsException(
                    BASE_PATH + " is \"" + operators + "\", and what lies there could not be"
                            + " told from the rest; give a path of its own, such as /actuator");
        }
        FilterRegistrationBean<BearerTokenFilter> filter =
                new FilterRegistrationBean<>(new BearerTokenFilter(settings, json, base + "/health"));
        filter.addUrlPatterns("/api/*", base + "/*");
        return filter;
    }
}
