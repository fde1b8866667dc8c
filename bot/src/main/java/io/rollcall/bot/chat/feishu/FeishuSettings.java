package io.rollcall.bot.chat.feishu;

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
 * The Feishu apps that this deployment speaks for.
 *
 * @param apps           by name; the name stands in the callback's address, {@code /callback/feishu/<name>}, and in
 *                       members' accounts
 * @param webhooks       custom bots of groups (自定义机器人), by name; the name stands in a team's {@code group:
 *                       feishu-webhook:<name>}
 * @param freshness      how old a callback's timestamp may be. The default is above the platform's last redelivery
 *                       (15 s, 5 min, 1 h and 6 h after one another), since it is not documented whether a
 *                       redelivery is signed anew
 * @param connectTimeout for a connection to the platform
 * @param callTimeout    for one call to the platform, from the first byte to the last
 */
@Validated
@ConfigurationProperties(prefix = "rollcall.feishu", ignoreUnknownFields = false)
record FeishuSettings(
        @DefaultValue Map<String, @Valid App> apps,
        @DefaultValue Map<String, @Valid Webhook> webhooks,
        @DefaultValue("PT8H") Duration freshness,
        @DefaultValue("PT3S") Duration connectTimeout,
        @DefaultValue("PT10S") Duration callTimeout) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    FeishuSettings {
        apps = Map.copyOf(apps);
        apps.keySet().stream().filter(name -> !NAME.matcher(name).matches()).forEach(name -> {
            throw new IllegalArgumentException("rollcall.feishu.apps." + name
                    + ": an app's name is 1 to 40 lower-case letters, digits and hyphens, such as payments");
        });
        webhooks = Map.copyOf(webhooks);
        webhooks.keySet().stream().filter(name -> !NAME.matcher(name).matches()).forEach(name -> {
            throw new IllegalArgumentException("rollcall.feishu.webhooks." + name
                    + ": a name is 1 to 40 lower-case letters, digits and hyphens, such as payments");
        });
        requirePositive("freshness", freshness, "8h");
        requirePositive("connect-timeout", connectTimeout, "3s");
        requirePositive("call-timeout", callTimeout, "10s");
    }

    Optional<App> app(String name) {
        return Optional.ofNullable(apps.get(name));
    }

    Optional<Webhook> webhook(String name) {
        return Optional.ofNullable(webhooks.get(name));
    }

    /** Which way the platform delivers. */
    enum Events {
        /** It calls {@code /callback/feishu/<name>}. */
        WEBHOOK,
        /** Over a connection (长连接) that is opened from here, and needs no address that can be reached. */
        LONG_CONNECTION
    }

    private static void requirePositive(String key, Duration value, String example) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "rollcall.feishu." + key + " is " + value + "; give a positive time, such as " + example);
        }
    }

    /** Spring leaves a variable that is not set as it is written, and anyone could guess that. */
    private static void requireSet(String key, @Nullable String value) {
        if (value != null && value.contains("${")) {
            throw new IllegalArgumentException("rollcall.feishu: " + key
                    + " names an environment variable that is not set; set it before the start");
        }
    }

    private static void requireWebAddress(URI baseUrl) {
        if (HttpUrl.get(baseUrl) == null) {
            throw new IllegalArgumentException("rollcall.feishu: base-url " + baseUrl
                    + " is no web address; give one such as https://open.feishu.cn or https://open.larksuite.com");
        }
    }

    /**
     * One custom app (企业自建应用) of the developer console.
     *
     * @param appId             {@code cli_…}
     * @param encryptKey        without it every callback is refused; of no use for the long connection
     * @param verificationToken without it every callback is refused; of no use for the long connection
     * @param baseUrl           {@code https://open.larksuite.com} for Lark
     * @param events            which way events and card callbacks come
     * @param tenantUrl         where the tenant's documents are read, {@code https://<tenant>.feishu.cn}; the platform is
     *                          asked for each document's address where it is not given
     * @param documentFolder    the token of the folder that documents are made in; the app's own space without it
     */
    record App(
            @NotBlank(message = "is missing; take it from the app's credentials page")
            String appId,

            @NotBlank(message = "is missing; take it from the app's credentials page")
            String appSecret,

            @Nullable String encryptKey,
            @Nullable String verificationToken,
            @DefaultValue("https://open.feishu.cn") URI baseUrl,
            @DefaultValue("webhook") Events events,
            @Nullable String tenantUrl,
            @Nullable String documentFolder) {

        App {
            requireSet("app-secret", appSecret);
            requireSet("encrypt-key", encryptKey);
            requireSet("verification-token", verificationToken);
            requireWebAddress(baseUrl);
            if (tenantUrl != null && !tenantUrl.isBlank() && HttpUrl.parse(tenantUrl) == null) {
                throw new IllegalArgumentException("rollcall.feishu: tenant-url " + tenantUrl
                        + " is no web address; give what documents are read at, such as https://example.feishu.cn");
            }
        }

        /** Says which app it is and keeps its secrets to itself. */
        @Override
        public String toString() {
            return "App[appId=" + appId + ", baseUrl=" + baseUrl + ", events=" + events + "]";
        }
    }

    /**
     * One custom bot of a group (自定义机器人), which only speaks.
     *
     * @param url    its webhook address, as the group's settings show it; whoever has it can post
     * @param secret of its 签名校验, where that is on
     */
    record Webhook(
            @NotBlank(message = "is missing; take the webhook address from the group's settings")
            String url,

            @Nullable String secret) {

        private static final Pattern URL = Pattern.compile("https?://\\S+/open-apis/bot/v2/hook/[A-Za-z0-9_-]{1,100}");

        Webhook {
            requireSet("url", url);
            requireSet("secret", secret);
            if (url != null && !url.isBlank() && (!URL.matcher(url).matches() || HttpUrl.parse(url) == null)) {
                throw new IllegalArgumentException("rollcall.feishu: a webhook's url begins with https:// and ends in"
                        + " /open-apis/bot/v2/hook/ and its key; copy the address from the group's settings again");
            }
        }

        HttpUrl address() {
            return HttpUrl.get(url);
        }

        /** Without what one could post with. */
        @Override
        public String toString() {
            return "Webhook[]";
        }
    }
}
