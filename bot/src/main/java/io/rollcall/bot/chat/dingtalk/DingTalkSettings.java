package io.rollcall.bot.chat.dingtalk;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What this deployment speaks through on DingTalk.
 *
 * @param robots         robots of internal apps, by name; the name stands in the callback's address, {@code
 *                       /callback/dingtalk/<name>}, and in members' accounts
 * @param webhooks       custom robots of groups, by name; the name stands in a team's {@code group:
 *                       dingtalk-webhook:<name>}
 * @param connect        whether Stream connections are opened: not by a command that runs beside the bot, since it
 *                       would be given a part of what members write
 * @param freshness      how old a callback's timestamp may be, and how far ahead; the platform says an hour
 * @param connectTimeout for a connection to the platform
 * @param callTimeout    for one call to the platform, from the first byte to the last
 */
@Validated
@ConfigurationProperties(prefix = "rollcall.dingtalk", ignoreUnknownFields = false)
record DingTalkSettings(
        @DefaultValue Map<String, @Valid Robot> robots,
        @DefaultValue Map<String, @Valid Webhook> webhooks,
        @DefaultValue("true") boolean connect,
        @DefaultValue("PT1H") Duration freshness,
        @DefaultValue("PT3S") Duration connectTimeout,
        @DefaultValue("PT10S") Duration callTimeout) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    DingTalkSettings {
        robots = Map.copyOf(robots);
        webhooks = Map.copyOf(webhooks);
        requireNames("robots", robots);
        requireNames("webhooks", webhooks);
        requirePositive("freshness", freshness, "1h");
        requirePositive("connect-timeout", connectTimeout, "3s");
        requirePositive("call-timeout", callTimeout, "10s");
    }

    Optional<Robot> robot(String name) {
        return Optional.ofNullable(robots.get(name));
    }

    Optional<Webhook> webhook(String name) {
        return Optional.ofNullable(webhooks.get(name));
    }

    /** Whether anything goes out by DingTalk. */
    boolean isUsed() {
        return !robots.isEmpty() || !webhooks.isEmpty();
    }

    /** Which way the platform delivers. */
    enum Events {
        /** It calls {@code /callback/dingtalk/<name>}. */
        WEBHOOK,
        /** Over a connection that is opened from here, and needs no address that can be reached. */
        STREAM
    }

    private static void requireNames(String kind, Map<String, ?> named) {
        named.keySet().stream().filter(name -> !NAME.matcher(name).matches()).forEach(name -> {
            throw new IllegalArgumentException("rollcall.dingtalk." + kind + "." + name
                    + ": a name is 1 to 40 lower-case letters, digits and hyphens, such as payments");
        });
    }

    private static void requirePositive(String key, Duration value, String example) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "rollcall.dingtalk." + key + " is " + value + "; give a positive time, such as " + example);
        }
    }

    /** Spring leaves a variable that is not set as it is written, and anyone could guess that. */
    private static void requireSet(String key, @Nullable String value) {
        if (value != null && value.contains("${")) {
            throw new IllegalArgumentException("rollcall.dingtalk: " + key
                    + " names an environment variable that is not set; set it before the start");
        }
    }

    private static void requireWebAddress(URI baseUrl, String example) {
        if (HttpUrl.get(baseUrl) == null) {
            throw new IllegalArgumentException(
                    "rollcall.dingtalk: base-url " + baseUrl + " is no web address; give one such as " + example);
        }
    }

    /**
     * The robot of one internal app (企业内部应用) of the developer console.
     *
     * @param clientId     also called AppKey
     * @param clientSecret also called AppSecret; callbacks are signed with it
     * @param robotCode    RobotCode of the robot's page, where it is another than the client id
     * @param baseUrl      {@code https://api.dingtalk.io} for the international version
     * @param events       which way members' messages come
     */
    record Robot(
            @NotBlank(message = "is missing; take it from the app's 凭证与基础信息")
            String clientId,

            @NotBlank(message = "is missing; take it from the app's 凭证与基础信息")
            String clientSecret,

            @Nullable String robotCode,
            @DefaultValue("https://api.dingtalk.com") URI baseUrl,
            @DefaultValue("webhook") Events events) {

        Robot {
            requireSet("client-id", clientId);
            requireSet("client-secret", clientSecret);
            requireSet("robot-code", robotCode);
            requireWebAddress(baseUrl, "https://api.dingtalk.com");
        }

        /** By what the platform knows the robot: for an internal app, its client id. */
        String code() {
            return robotCode == null || robotCode.isBlank() ? clientId : robotCode;
        }

        /** Says which robot it is and keeps its secret to itself. */
        @Override
        public String toString() {
            return "Robot[clientId=" + clientId + ", baseUrl=" + baseUrl + ", events=" + events + "]";
        }
    }

    /**
     * One custom robot (自定义机器人) of a group.
     *
     * @param accessToken what stands behind {@code access_token=} in its webhook address; whoever has it can post
     * @param secret      of 加签, with its {@code SEC}; may be missing where the robot's 安全设置 is a list of addresses
     */
    record Webhook(
            @NotBlank(message = "is missing; take what stands behind access_token= in the robot's webhook address")
            String accessToken,

            @Nullable String secret,
            @DefaultValue("https://oapi.dingtalk.com") URI baseUrl) {

        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,200}");

        Webhook {
            requireSet("access-token", accessToken);
            requireSet("secret", secret);
            if (accessToken != null
                    && !accessToken.isBlank()
                    && !TOKEN.matcher(accessToken).matches()) {
                throw new IllegalArgumentException("rollcall.dingtalk: a webhook's access-token is only what stands"
                        + " behind access_token= in its address: letters and digits");
            }
            if (secret != null && !secret.isBlank() && !secret.startsWith("SEC")) {
                throw new IllegalArgumentException("rollcall.dingtalk: a webhook's secret begins with SEC; copy all of"
                        + " it from the robot's 安全设置 > 加签");
            }
            requireWebAddress(baseUrl, "https://oapi.dingtalk.com");
        }

        /** Without its secrets. */
        @Override
        public String toString() {
            return "Webhook[baseUrl=" + baseUrl + "]";
        }
    }
}
