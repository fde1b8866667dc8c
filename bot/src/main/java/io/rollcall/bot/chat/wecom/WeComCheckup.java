package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.AppSteps;
import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.CallbackCall;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Checkup;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.PlatformHttp;
import io.rollcall.bot.chat.ServerTime;
import io.rollcall.bot.chat.wecom.WeComCode.Kind;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Looks at every configured WeCom app, smart robot and group robot, and at the members that they are to reach. */
final class WeComCheckup implements Checkup {

    private final WeComSettings settings;
    private final WeComApi api;
    private final ChatPlatform platform;
    private final Clock wallClock;
    private final SecureRandom random = new SecureRandom();
    private final OkHttpClient http;

    WeComCheckup(WeComSettings settings, WeComApi api, ChatPlatform platform, Clock wallClock) {
        this.settings = settings;
        this.api = api;
        this.platform = platform;
        this.wallClock = wallClock;
        this.http = PlatformHttp.client(settings.connectTimeout(), settings.callTimeout());
    }

    @Override
    public ChatPlatform platform() {
        return platform;
    }

    @Override
    public void run(Task task, Texts texts, Consumer<Step> told) {
        new TreeMap<>(settings.agents()).forEach((name, agent) -> {
            AppSteps steps = new AppSteps(texts, told, WeComPlatform.NAME, name);
            HttpUrl base = HttpUrl.get(agent.baseUrl());
            boolean letIn = base != null && ServerTime.check(steps, http, base, wallClock) && token(steps, agent);
            if (letIn) {
                bot(steps, name, agent);
            }
            callback(steps, name, Secrets.of(agent), task.publicUrl());
            List<Person> people = of(task, name);
            if (letIn) {
                people.forEach(person -> member(steps, name, person));
            } else if (!people.isEmpty()) {
                steps.skipped("member", steps.text("notLetIn"));
            }
        });
        new TreeMap<>(settings.robots()).forEach((name, robot) -> {
            AppSteps steps = new AppSteps(texts, told, WeComPlatform.NAME, name);
            if (!robot.hasConnection()) {
                callback(steps, name, Secrets.of(robot), task.publicUrl());
            } else if (task.connect()) {
                OneSubscription.open(steps, http, robot, settings.callTimeout());
            } else {
                steps.skipped("connection", steps.text("wecom.robot.notOpened"));
            }
            if (!of(task, name).isEmpty()) {
                steps.skipped(
                        "member",
                        steps.text(robot.hasConnection() ? "wecom.robot.members" : "wecom.robot.onlyAnswers"));
            }
        });
        new TreeMap<>(settings.webhooks()).forEach((name, webhook) -> {
            AppSteps steps = new AppSteps(texts, told, WeComPlatform.NAME, name);
            if (task.send()) {
                post(steps, webhook);
            } else {
                steps.skipped("webhook", steps.text("wecom.webhook.notSent"));
            }
        });
    }

    private static List<Person> of(Task task, String app) {
        return task.people().stream()
                .filter(person -> isOf(person.account(), app))
                .toList();
    }

    private static boolean isOf(Account account, String app) {
        return account.platform().equals(WeComPlatform.NAME) && account.app().equals(app);
    }

    private boolean token(AppSteps steps, WeComSettings.Agent agent) {
        try {
            Answer answer = api.token(agent);
            if (answer.ok()) {
                steps.ok("token", steps.text("token.ok"));
                return true;
            }
            steps.failed("token", answer.reason(), steps.todo(answer.code(), "wecom.todo.token"));
        } catch (CallFailedException e) {
            steps.failed("token", e.reason(), steps.text("reach.todo"));
        }
        return false;
    }

    private void bot(AppSteps steps, String name, WeComSettings.Agent agent) {
        try {
            Answer answer = api.get(name, "agent/get", "agentid", Integer.toString(agent.agentId()));
            if (!answer.ok()) {
                steps.failed("bot", answer.reason(), steps.todo(answer.code(), "wecom.todo.agent"));
            } else if (answer.body().path("close").asInt(0) != 0) {
                steps.failed("bot", steps.text("wecom.bot.off", answer.at("name")), steps.text("wecom.todo.50003"));
            } else {
                steps.ok("bot", steps.text("bot.ok", answer.at("name")));
            }
        } catch (CallFailedException e) {
            steps.failed("bot", e.reason(), steps.text("reach.todo"));
        }
    }

    /**
     * What a callback is checked by.
     *
     * @param receiver whom it is meant for: the organisation; for a robot of one's own organisation nobody is named
     * @param todo     the text that tells where to copy them
     */
    private record Secrets(@Nullable String token, @Nullable String key, String receiver, String todo) {

        static Secrets of(WeComSettings.Agent agent) {
            return new Secrets(agent.token(), agent.encodingAesKey(), agent.corpId(), "wecom.todo.callback");
        }

        static Secrets of(WeComSettings.Robot robot) {
            return new Secrets(robot.token(), robot.encodingAesKey(), "", "wecom.todo.robotCallback");
        }
    }

    private void callback(AppSteps steps, String name, Secrets secrets, @Nullable URI publicUrl) {
        String token = secrets.token();
        String key = secrets.key();
        String missing = Stream.of(isBlank(token) ? "token" : "", isBlank(key) ? "encoding-aes-key" : "")
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
        if (token == null || key == null || !missing.isEmpty()) {
            steps.failed("callback", steps.text("callback.missing", missing), steps.text(secrets.todo()));
            return;
        }
        steps.ok("callback", steps.text("callback.set"));
        if (publicUrl == null) {
            steps.skipped("callback.reach", steps.text("callback.noUrl"));
            return;
        }
        String echo = UUID.randomUUID().toString();
        byte[] noise = new byte[16];
        random.nextBytes(noise);
        WeComCrypto crypto = new WeComCrypto(token, key, secrets.receiver());
        String sealed = crypto.seal(echo, noise);
        String timestamp = Long.toString(wallClock.instant().getEpochSecond());
        String nonce = Integer.toString(random.nextInt(Integer.MAX_VALUE));
        HttpUrl address = CallbackCall.address(publicUrl, WeComPlatform.NAME, name)
                .newBuilder()
                .addQueryParameter("msg_signature", crypto.sign(timestamp, nonce, sealed))
                .addQueryParameter("timestamp", timestamp)
                .addQueryParameter("nonce", nonce)
                .addQueryParameter("echostr", sealed)
                .build();
        CallbackCall.check(steps, http, new Request.Builder().url(address).build(), echo::equals);
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private void member(AppSteps steps, String app, Person person) {
        String of = person.name();
        try {
            Answer answer = api.get(app, "user/get", "userid", person.account().address());
            if (answer.ok()) {
                steps.member(person.name(), answer.at("name"));
            } else if (answer.kind() == Kind.LIMIT || answer.kind() == Kind.BUSY || isForbidden(answer)) {
                steps.skipped("member", of, answer.reason());
            } else {
                steps.failed("member", of, answer.reason(), steps.todo(answer.code(), "wecom.todo.member"));
            }
        } catch (CallFailedException e) {
            steps.failed("member", of, e.reason(), steps.text("reach.todo"));
        }
    }

    /** The app may write to people without being allowed to look them up. */
    private static boolean isForbidden(Answer answer) {
        return WeComCode.of(answer.code())
                .filter(code -> code == WeComCode.API_FORBIDDEN || code == WeComCode.API_NEW_ADDRESS)
                .isPresent();
    }

    private void post(AppSteps steps, WeComSettings.Webhook webhook) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("msgtype", "text").putObject("text").put("content", steps.text("webhook.text"));
        try {
            Answer answer = api.post(webhook, body);
            if (answer.ok()) {
                steps.ok("webhook", steps.text("webhook.posted"));
            } else {
                steps.failed("webhook", answer.reason(), steps.todo(answer.code(), "wecom.todo.webhook"));
            }
        } catch (CallFailedException e) {
            steps.failed("webhook", e.reason(), steps.text("reach.todo"));
        }
    }
}
