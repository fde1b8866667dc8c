package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.AppSteps;
import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.CallbackCall;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Checkup;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.PlatformHttp;
import io.rollcall.bot.chat.ServerTime;
import io.rollcall.bot.chat.dingtalk.DingTalkCode.Kind;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Looks at every configured DingTalk robot and group webhook, and at the members that they are to reach. */
final class DingTalkCheckup implements Checkup {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    /** The permission by which a robot sends, 企业内机器人发送消息权限. */
    private static final String SENDING = "qyapi_robot_sendmsg";

    /** "查询用户详情": there is nobody of this userid, or it cannot be one. */
    private static final Set<String> NOBODY = Set.of("60121", "33012");

    private final DingTalkSettings settings;
    private final DingTalkApi api;
    private final ChatPlatform platform;
    private final Clock wallClock;
    private final OkHttpClient http;

    DingTalkCheckup(DingTalkSettings settings, DingTalkApi api, ChatPlatform platform, Clock wallClock) {
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
        new TreeMap<>(settings.robots()).forEach((name, robot) -> {
            AppSteps steps = new AppSteps(texts, told, DingTalkPlatform.NAME, name);
            HttpUrl base = HttpUrl.get(robot.baseUrl());
            boolean letIn = base != null && ServerTime.check(steps, http, base, wallClock) && token(steps, robot);
            if (letIn) {
                sending(steps, name, robot);
            }
            if (robot.events() == DingTalkSettings.Events.WEBHOOK) {
                callback(steps, name, robot, task.publicUrl());
            } else if (!task.connect()) {
                steps.skipped("connection", steps.text("dingtalk.connection.notAsked"));
            } else if (letIn) {
                connection(steps, name);
            }
            task.places().stream()
                    .filter(place -> isOf(place, name) && !place.address().startsWith(DingTalkPlatform.WEBHOOK))
                    .forEach(group -> steps.skipped("group", group.address(), steps.text("dingtalk.group.unseen")));
            List<Person> people = task.people().stream()
                    .filter(person -> isOf(person.account(), name))
                    .toList();
            if (letIn) {
                people.forEach(person -> member(steps, name, person));
            } else if (!people.isEmpty()) {
                steps.skipped("member", steps.text("notLetIn"));
            }
        });
        new TreeMap<>(settings.webhooks()).forEach((name, webhook) -> {
            AppSteps steps = new AppSteps(texts, told, DingTalkPlatform.NAME, name);
            if (task.send()) {
                post(steps, webhook);
            } else {
                steps.skipped("webhook", steps.text("dingtalk.webhook.notSent"));
            }
        });
    }

    private static boolean isOf(Account account, String robot) {
        return account.platform().equals(DingTalkPlatform.NAME) && account.app().equals(robot);
    }

    private boolean token(AppSteps steps, DingTalkSettings.Robot robot) {
        try {
            Answer answer = api.token(robot);
            if (answer.ok()) {
                steps.ok("token", steps.text("token.ok"));
                return true;
            }
            steps.failed("token", answer.reason(), steps.text("dingtalk.todo.token"));
        } catch (CallFailedException e) {
            steps.failed("token", e.reason(), steps.text("reach.todo"));
        }
        return false;
    }

    /** A message to nobody, which says nothing, is refused for that only when the robot may send. */
    private void sending(AppSteps steps, String name, DingTalkSettings.Robot robot) {
        String set = steps.text("dingtalk.bot.set", robot.code());
        ObjectNode nothing = Json.MAPPER.createObjectNode().put("robotCode", robot.code());
        nothing.putArray("userIds");
        try {
            Answer answer = api.post(name, DingTalkPlatform.PRIVATE_SEND, nothing);
            String code = answer.code().toLowerCase(Locale.ROOT);
            if (code.contains("robotcode")) {
                steps.failed("bot", answer.reason(), steps.text("dingtalk.todo.robot"));
                return;
            }
            if (answer.kind() == Kind.SETUP || answer.kind() == Kind.FORBIDDEN) {
                steps.ok("bot", set);
                steps.failed("scope", SENDING, answer.reason(), steps.text("dingtalk.todo.scope"));
            } else if (answer.ok() || code.startsWith("invalidparameter")) {
                steps.ok("bot", set);
                steps.ok("scope", SENDING, steps.text("dingtalk.scope.ok"));
            } else {
                steps.skipped("bot", set);
                steps.skipped("scope", SENDING, answer.reason());
            }
        } catch (CallFailedException e) {
            steps.skipped("bot", set);
            steps.skipped("scope", SENDING, e.reason());
        }
    }

    /** The callback refuses what has no id, but only when it is signed. */
    private void callback(AppSteps steps, String name, DingTalkSettings.Robot robot, @Nullable URI publicUrl) {
        if (publicUrl == null) {
            steps.skipped("callback.reach", steps.text("callback.noUrl"));
            return;
        }
        String timestamp = Long.toString(wallClock.millis());
        Request request = new Request.Builder()
                .url(CallbackCall.address(publicUrl, DingTalkPlatform.NAME, name))
                .header("timestamp", timestamp)
                .header("sign", DingTalkSign.of(timestamp, robot.clientSecret()))
                .post(RequestBody.create("{}", JSON))
                .build();
        CallbackCall.checkRefusal(steps, http, request, Deliveries.NO_ID);
    }

    /** A connection would be given a part of what members write, so only its address is asked for, which is not used. */
    private void connection(AppSteps steps, String name) {
        try {
            Answer answer = api.connection(name);
            Optional<String> host = Optional.ofNullable(
                            HttpUrl.parse(answer.at("endpoint").replaceFirst("^ws", "http")))
                    .filter(endpoint -> !answer.at("ticket").isEmpty())
                    .map(HttpUrl::host);
            if (!answer.ok()) {
                steps.failed("connection", answer.reason(), steps.text("dingtalk.todo.connection"));
            } else if (host.isEmpty()) {
                steps.failed("connection", steps.text("dingtalk.connection.noAddress"), "");
            } else {
                steps.ok("connection", steps.text("dingtalk.connection.given", host.get()));
            }
        } catch (CallFailedException e) {
            steps.failed("connection", e.reason(), steps.text("reach.todo"));
        }
    }

    /** The robot writes to people without being allowed to look them up. */
    private void member(AppSteps steps, String robot, Person person) {
        String of = person.name();
        try {
            Answer answer = api.user(robot, person.account().address());
            if (answer.ok()) {
                steps.member(person.name(), Json.at(answer.body(), "result", "name"));
            } else if (NOBODY.contains(answer.code())) {
                steps.failed("member", of, answer.reason(), steps.text("dingtalk.todo.member"));
            } else {
                steps.skipped("member", of, steps.text("dingtalk.member.unseen", answer.reason()));
            }
        } catch (CallFailedException e) {
            // By another host than the robot's own calls.
            steps.skipped("member", of, e.reason());
        }
    }

    private void post(AppSteps steps, DingTalkSettings.Webhook webhook) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("msgtype", "text").putObject("text").put("content", steps.text("webhook.text"));
        try {
            Answer answer = api.post(webhook, body);
            if (answer.ok()) {
                steps.ok("webhook", steps.text("webhook.posted"));
            } else {
                steps.failed("webhook", answer.reason(), steps.text("dingtalk.todo.webhook"));
            }
        } catch (CallFailedException e) {
            steps.failed("webhook", e.reason(), steps.text("reach.todo"));
        }
    }
}
