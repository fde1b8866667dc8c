package io.rollcall.bot.chat.wecom;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
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
 * What this deployment speaks through on WeCom.
 *
 * @param agents         self-built apps, by name; the name stands in the callback's address, {@code
 *                       /callback/wecom/<name>}, and in members' accounts
 * @param webhooks       group robots, by name; the name stands in a team's {@code group: wecom-webhook:<name>}
 * @param robots         smart robots, by name; the name stands in members' accounts, and in the callback's address of one
 *                       that has its events that way
 * @param connect        whether robots' connections are opened: not by a command that runs beside the bot, since it
 *                       would take them over
 * @param freshness      how old a callback's timestamp may be; the platform delivers at most three times, within seconds
 * @param connectTimeout for a connection to the platform
 * @param callTimeout    for one call to the platform, from the first byte to the last
 */
@Validated
@ConfigurationProperties(prefix = "rollcall.wecom", ignoreUnknownFields = false)
record WeComSettings(
        @DefaultValue Map<String, @Valid Agent> agents,
        @DefaultValue Map<String, @Valid Webhook> webhooks,
        @DefaultValue Map<String, @Valid Robot> robots,
        @DefaultValue("true") boolean connect,
        @DefaultValue("PT10M") Duration freshness,
        @DefaultValue("PT3S") Duration connectTimeout,
        @DefaultValue("PT10S") Duration callTimeout) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    WeComSettings {
        agents = Map.copyOf(agents);
        webhooks = Map.copyOf(webhooks);
        robots = Map.copyOf(robots);
        requireNames("agents", agents);
        requireNames("webhooks", webhooks);
        requireNames("robots", robots);
        robots.keySet().stream().filter(agents::containsKey).forEach(name -> {
            throw new IllegalArgumentException("rollcall.wecom.robots." + name + ": there is an app of that name under"
                    + " rollcall.wecom.agents, and \"chat: wecom:" + name
                    + "\" could mean either; name one differently");
        });
        requirePositive("freshness", freshness, "10m");
        requirePositive("connect-timeout", connectTimeout, "3s");
        requirePositive("call-timeout", callTimeout, "10s");
    }

    Optional<Agent> agent(String name) {
        return Optional.ofNullable(agents.get(name));
    }

    Optional<Webhook> webhook(String name) {
        return Optional.ofNullable(webhooks.get(name));
    }

    Optional<Robot> robot(String name) {
        return Optional.ofNullable(robots.get(name));
    }

    /** Whether anything goes out by WeCom. */
    boolean isUsed() {
        return !agents.isEmpty() || !webhooks.isEmpty() || !robots.isEmpty();
    }

    private static void requireNames(String kind, Map<String, ?> named) {
        named.keySet().stream().filter(name -> !NAME.matcher(name).matches()).forEach(name -> {
            throw new IllegalArgumentException("rollcall.wecom." + kind + "." + name
                    + ": a name is 1 to 40 lower-case letters, digits and hyphens, such as payments");
        });
    }

    private static void requirePositive(String key, Duration value, String example) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "rollcall.wecom." + key + " is " + value + "; give a positive time, such as " + example);
        }
    }

    /** Spring leaves a variable that is not set as it is written, and anyone could guess that. */
    private static void requireSet(String key, @Nullable String value) {
        if (value != null && value.contains("${")) {
            throw new IllegalArgumentException("rollcall.wecom: " + key
                    + " names an environment variable that is not set; set it before the start");
        }
    }

    private static void requireWebAddress(URI baseUrl) {
        if (HttpUrl.get(baseUrl) == null) {
            throw new IllegalArgumentException("rollcall.wecom: base-url " + baseUrl
                    + " is no web address; give one such as https://qyapi.weixin.qq.com");
        }
    }

    private static void requireAesKey(@Nullable String value) {
        if (value != null
                && !value.isBlank()
                && !WeComCrypto.AES_KEY.matcher(value).matches()) {
            throw new IllegalArgumentException("rollcall.wecom: encoding-aes-key has " + value.length()
                    + " characters or others than letters and digits; an EncodingAESKey has 43, copy it again");
        }
    }

    /**
     * One self-built app (自建应用) of the admin console.
     *
     * @param corpId         {@code ww…}, of the organisation (我的企业 > 企业ID)
     * @param agentId        the app's AgentId
     * @param secret         the app's Secret
     * @param token          of its 接收消息服务器; without it every callback is refused
     * @param encodingAesKey likewise
     * @param baseUrl        of the platform's API; an own one for private deployments
     */
    record Agent(
            @NotBlank(message = "is missing; take it from 我的企业 > 企业ID")
            String corpId,

            @NotNull(message = "is missing; take it from the app's page")
            @Positive(message = "is no AgentId; take it from the app's page")
            Integer agentId,

            @NotBlank(message = "is missing; take it from the app's page")
            String secret,

            @Nullable String token,
            @Nullable String encodingAesKey,
            @DefaultValue("https://qyapi.weixin.qq.com") URI baseUrl) {

        Agent {
            requireSet("corp-id", corpId);
            requireSet("secret", secret);
            requireSet("token", token);
            requireSet("encoding-aes-key", encodingAesKey);
            requireAesKey(encodingAesKey);
            requireWebAddress(baseUrl);
        }

        /** Says which app it is and keeps its secrets to itself. */
        @Override
        public String toString() {
            return "Agent[corpId=" + corpId + ", agentId=" + agentId + ", baseUrl=" + baseUrl + "]";
        }
    }

    /**
     * One group robot (群机器人, 消息推送).
     *
     * @param key what stands behind {@code key=} in its webhook address; whoever has it can post
     */
    record Webhook(
            @NotBlank(message = "is missing; take what stands behind key= in the robot's webhook address")
            String key,

            @DefaultValue("https://qyapi.weixin.qq.com") URI baseUrl) {

        private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,100}");

        Webhook {
            requireSet("key", key);
            if (key != null && !key.isBlank() && !KEY.matcher(key).matches()) {
                throw new IllegalArgumentException("rollcall.wecom: a webhook's key is only what stands behind key= in"
                        + " its address: letters, digits and hyphens");
            }
            requireWebAddress(baseUrl);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Webhook[baseUrl=" + baseUrl + "]";
        }
    }

    /** How a smart robot hears. */
    enum Events {
        /** Over a connection that is opened from here (长连接). */
        LONG_CONNECTION,
        /** By callbacks (接收消息回调地址). Such a robot only answers. */
        WEBHOOK
    }

    /**
     * One smart robot (智能机器人) in API mode.
     *
     * @param events         how it hears; it can only be one of them
     * @param botId          needed for a long connection; with callbacks they must be for this robot, where it is given
     * @param secret         needed for a long connection
     * @param token          of its callback; without it every callback is refused
     * @param encodingAesKey likewise
     * @param displayName    as members see it, to tell its mention in a group from what is said; without it a mention is
     *                       known only at the beginning of a message
     * @param url            of the long connection; an own one for private deployments
     * @param baseUrl        of the addresses that answers to callbacks go to; an own one for private deployments
     */
    record Robot(
            @DefaultValue("long-connection") Events events,

            @Nullable String botId,
            @Nullable String secret,
            @Nullable String token,
            @Nullable String encodingAesKey,
            @DefaultValue("") String displayName,

            @DefaultValue("wss://openws.work.weixin.qq.com") URI url,
            @DefaultValue("https://qyapi.weixin.qq.com") URI baseUrl) {

        Robot {
            requireSet("bot-id", botId);
            requireSet("secret", secret);
            requireSet("token", token);
            requireSet("encoding-aes-key", encodingAesKey);
            requireAesKey(encodingAesKey);
            if (events == Events.LONG_CONNECTION) {
                requireGiven("bot-id", botId);
                requireGiven("secret", secret);
            }
            if (!("wss".equals(url.getScheme()) || "ws".equals(url.getScheme())) || url.getHost() == null) {
                throw new IllegalArgumentException("rollcall.wecom: a robot's url " + url
                        + " is no address of a web socket; give one such as wss://openws.work.weixin.qq.com");
            }
            requireWebAddress(baseUrl);
        }

        boolean hasConnection() {
            return events == Events.LONG_CONNECTION;
        }

        private static void requireGiven(String key, @Nullable String value) {
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("rollcall.wecom: a robot's " + key + " is missing; take it from the"
                        + " robot's page, or set events: webhook if it has its messages by a callback (回调地址)");
            }
        }

        /** Says which robot it is and keeps its secrets to itself. */
        @Override
        public String toString() {
            return "Robot[events=" + events + ", botId=" + botId + ", url=" + url + "]";
        }
    }
}
