package io.rollcall.bot.api;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The door of the API, and of what is there for operators; health is open. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiSettings.class)
class ApiConfiguration {

    @Bean
    FilterRegistrationBean<BearerTokenFilter> apiToken(ApiSettings settings, JsonMapper json) {
        FilterRegistrationBean<BearerTokenFilter> filter =
                new FilterRegistrationBean<>(new BearerTokenFilter(settings, json));
        filter.addUrlPatterns("/api/*", "/actuator/*");
        return filter;
    }
}
