package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.AppSteps;
import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.CallbackCall;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Checkup;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.PlatformHttp;
import io.rollcall.bot.chat.ServerTime;
import io.rollcall.bot.chat.feishu.FeishuCode.Kind;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks at every configured Feishu app, and at the members and groups that it is to reach. */
final class FeishuCheckup implements Checkup {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    /** Of "Obtain the authorization status of scopes", {@code grant_status}. */
    private static final int GRANTED = 1;

    /** Of "Obtain bot info", {@code activate_status}: enabled. */
    private static final int ENABLED = 2;

    /** Of "Obtain group members": the app is not in the group. */
    private static final int NOT_IN_GROUP = 232011;

    /** Of "Obtain user information": the person is outside the app's 通讯录权限范围. */
    private static final int OUT_OF_CONTACTS = 41050;

    /** By which people are found by e-mail address or mobile number. */
    private static final String CONTACT_SCOPE = "contact:user.id:readonly";

    private static final int BATCH = 100;

    /** More members than a group with a weekly report has. */
    private static final int MOST_PAGES = 20;

    private final FeishuSettings settings;
    private final FeishuApi api;
    private final ChatPlatform platform;
    private final GroupHooks hooks;
    private final Clock wallClock;
    private final SecureRandom random = new SecureRandom();
    private final OkHttpClient http;

    FeishuCheckup(FeishuSettings settings, FeishuApi api, ChatPlatform platform, Clock wallClock) {
        this.settings = settings;
        this.api = api;
        this.platform = platform;
        this.hooks = new GroupHooks(settings, api, wallClock);
        this.wallClock = wallClock;
        this.http = PlatformHttp.client(settings.connectTimeout(), settings.callTimeout());
    }

    /** A use that the bot makes of the platform, and the scopes of which any one allows it. */
    private enum Need {
        SEND("im:message:send_as_bot", "im:message"),
        READ("im:message:readonly", "im:message"),
        HEAR_PRIVATE("im:message.p2p_msg:readonly", "im:message.p2p_msg"),
        HEAR_GROUP("im:message.group_at_msg:readonly", "im:message.group_at_msg");

        private final List<String> anyOf;

        Need(String... anyOf) {
            this.anyOf = List.of(anyOf);
        }

        String usual() {
            return anyOf.get(0);
        }
    }

    @Override
    public ChatPlatform platform() {
        return platform;
    }

    @Override
    public void run(Task task, Texts texts, Consumer<Step> told) {
        new TreeMap<>(settings.apps()).forEach((app, configured) -> {
            AppSteps steps = new AppSteps(texts, told, FeishuPlatform.NAME, app);
            List<Account> groups = task.places().stream()
                    .filter(place -> isOf(place, app) && platform.isGroup(place) && !GroupHooks.isMeant(place))
                    .toList();
            List<Person> people = task.people().stream()
                    .filter(person -> isOf(person.account(), app))
                    .toList();
            HttpUrl base = HttpUrl.get(configured.baseUrl());
            boolean reached = base != null && ServerTime.check(steps, http, base, wallClock);
            boolean letIn = reached && token(steps, app);
            if (letIn) {
                bot(steps, app);
                scopes(steps, app, !groups.isEmpty());
            }
            if (configured.events() == FeishuSettings.Events.WEBHOOK) {
                callback(steps, app, configured, task.publicUrl());
            } else if (letIn) {
                connection(steps, app, configured, task.connect());
            }
            if (letIn) {
                Map<String, String> known = new HashMap<>();
                groups.forEach(group -> group(steps, app, group, known));
                members(steps, app, people, known);
            } else if (!groups.isEmpty() || !people.isEmpty()) {
                steps.skipped("member", steps.text("notLetIn"));
            }
        });
        new TreeMap<>(settings.webhooks()).forEach((name, webhook) -> {
            AppSteps steps = new AppSteps(texts, told, FeishuPlatform.NAME, name);
            if (task.send()) {
                post(steps, webhook);
            } else {
                steps.skipped("webhook", steps.text("feishu.webhook.notSent"));
            }
        });
    }

    private static boolean isOf(Account account, String app) {
        return account.platform().equals(FeishuPlatform.NAME) && account.app().equals(app);
    }

    private boolean token(AppSteps steps, String app) {
        try {
            Answer answer = api.token(app);
            if (answer.ok()) {
                steps.ok("token", steps.text("token.ok"));
                return true;
            }
            steps.failed("token", answer.reason(), steps.todo(answer.code(), "feishu.todo.token"));
        } catch (CallFailedException e) {
            steps.failed("token", e.reason(), steps.text("reach.todo"));
        }
        return false;
    }

    private void bot(AppSteps steps, String app) {
        try {
            Answer answer = api.get(app, "bot", "v3", "info");
            JsonNode bot = answer.body().path("bot");
            int status = bot.path("activate_status").asInt(ENABLED);
            String name = Json.at(bot, "app_name");
            if (!answer.ok()) {
                steps.failed("bot", answer.reason(), steps.todo(answer.code(), "feishu.todo.bot"));
            } else if (status != ENABLED) {
                steps.failed("bot", steps.text("feishu.bot.off", name, status), steps.text("feishu.todo.publish"));
            } else {
                steps.ok("bot", steps.text("bot.ok", name));
            }
        } catch (CallFailedException e) {
            steps.failed("bot", e.reason(), steps.text("reach.todo"));
        }
    }

    /** From the platform's list of them where it gives one, else from what it says to calls that come to nothing. */
    private void scopes(AppSteps steps, String app, boolean withGroups) {
        Optional<Set<String>> granted = granted(app);
        for (Need need : Need.values()) {
            if (need == Need.HEAR_GROUP && !withGroups) {
                continue;
            }
            if (granted.isPresent()) {
                boolean has = need.anyOf.stream().anyMatch(granted.get()::contains);
                scope(steps, need, has, has ? "" : steps.text("feishu.scope.missing"));
            } else if (need == Need.SEND || need == Need.READ) {
                tryScope(steps, app, need);
            } else {
                steps.skipped("scope", need.usual(), steps.text("feishu.scope.unknown"));
            }
        }
    }

    private static void scope(AppSteps steps, Need need, boolean has, String reason) {
        if (has) {
            steps.ok("scope", need.usual(), steps.text("feishu.scope.ok"));
        } else {
            steps.failed("scope", need.usual(), reason, steps.text("feishu.todo.scope", need.usual()));
        }
    }

    private Optional<Set<String>> granted(String app) {
        try {
            Answer answer = api.get(app, "application", "v6", "scopes");
            JsonNode scopes = answer.data().path("scopes");
            if (!answer.ok() || scopes.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(scopes.values().stream()
                    .filter(scope -> scope.path("grant_status").asInt(0) == GRANTED)
                    .map(scope -> Json.at(scope, "scope_name"))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (CallFailedException e) {
            return Optional.empty();
        }
    }

    /** A message to nobody, and one that there is not, are refused for that only when the scope is there. */
    private void tryScope(AppSteps steps, String app, Need need) {
        try {
            Answer answer = need == Need.SEND
                    ? api.post(
                            app,
                            url -> url.addQueryParameter("receive_id_type", "open_id"),
                            Json.MAPPER.createObjectNode(),
                            "im",
                            "v1",
                            "messages")
                    : api.get(app, "im", "v1", "messages", "om_rollcall_doctor");
            if (isUnscoped(answer)) {
                scope(steps, need, false, answer.reason());
            } else if (answer.kind() == Kind.BUSY || answer.kind() == Kind.SETUP || answer.kind() == Kind.TOKEN) {
                steps.skipped("scope", need.usual(), answer.reason());
            } else {
                scope(steps, need, true, "");
            }
        } catch (CallFailedException e) {
            steps.skipped("scope", need.usual(), e.reason());
        }
    }

    private static boolean isUnscoped(Answer answer) {
        return FeishuCode.of(answer.code())
                .filter(code -> code == FeishuCode.SCOPE || code == FeishuCode.PERMISSION)
                .isPresent();
    }

    private void callback(AppSteps steps, String app, FeishuSettings.App configured, @Nullable URI publicUrl) {
        String encryptKey = configured.encryptKey();
        String token = configured.verificationToken();
        String missing = Stream.of(isBlank(encryptKey) ? "encrypt-key" : "", isBlank(token) ? "verification-token" : "")
                .filter(key -> !key.isEmpty())
                .collect(Collectors.joining(", "));
        if (encryptKey == null || token == null || !missing.isEmpty()) {
            steps.failed("callback", steps.text("callback.missing", missing), steps.text("feishu.todo.callback"));
            return;
        }
        steps.ok("callback", steps.text("callback.set"));
        if (publicUrl == null) {
            steps.skipped("callback.reach", steps.text("callback.noUrl"));
            return;
        }
        String challenge = UUID.randomUUID().toString();
        ObjectNode verification = Json.MAPPER.createObjectNode();
        verification.put("challenge", challenge).put("token", token).put("type", Envelope.URL_VERIFICATION);
        byte[] iv = new byte[16];
        random.nextBytes(iv);
        String sealed = new FeishuCrypto(encryptKey).seal(Json.text(verification), iv);
        Request request = new Request.Builder()
                .url(CallbackCall.address(publicUrl, FeishuPlatform.NAME, app))
                .post(RequestBody.create(
                        Json.text(Json.MAPPER.createObjectNode().put("encrypt", sealed)), JSON))
                .build();
        CallbackCall.check(
                steps,
                http,
                request,
                body -> Json.object(body)
                        .filter(answer -> Json.at(answer, "challenge").equals(challenge))
                        .isPresent());
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private void connection(AppSteps steps, String app, FeishuSettings.App configured, boolean open) {
        try {
            Answer answer = api.connection(app);
            if (!answer.ok()) {
                steps.failed("connection", answer.reason(), steps.todo(answer.code(), "feishu.todo.connection"));
                return;
            }
            Optional<HttpUrl> address = LongConnection.address(Json.at(answer.data(), "URL"), configured);
            if (address.isEmpty()) {
                steps.failed("connection", steps.text("feishu.connection.noAddress"), "");
            } else if (open) {
                OneConnection.open(steps, http, address.get(), settings.callTimeout());
            } else {
                OneConnection.reach(steps, http, address.get());
            }
        } catch (CallFailedException e) {
            steps.failed("connection", e.reason(), steps.text("reach.todo"));
        }
    }

    /** @param known takes up the members of the group, by open_id, with their names */
    private void group(AppSteps steps, String app, Account group, Map<String, String> known) {
        String of = group.address();
        int before = known.size();
        String pageToken = "";
        try {
            for (int page = 0; page < MOST_PAGES; page++) {
                String next = pageToken;
                Answer answer = api.get(
                        app,
                        url -> {
                            url.addQueryParameter("member_id_type", "open_id")
                                    .addQueryParameter("page_size", Integer.toString(BATCH));
                            return next.isEmpty() ? url : url.addQueryParameter("page_token", next);
                        },
                        "im",
                        "v1",
                        "chats",
                        of,
                        "members");
                if (isUnscoped(answer)) {
                    // Only this check wants it; the bot does not.
                    steps.skipped("group", of, steps.text("feishu.group.unscoped", answer.reason()));
                    return;
                }
                if (!answer.ok()) {
                    boolean isOutside = answer.code() == NOT_IN_GROUP
                            || FeishuCode.of(answer.code())
                                    .filter(code -> code == FeishuCode.NOT_IN_GROUP)
                                    .isPresent();
                    steps.failed(
                            "group",
                            of,
                            isOutside ? steps.text("feishu.group.outside") : answer.reason(),
                            steps.text(isOutside ? "feishu.todo.group" : "feishu.todo.groupId"));
                    return;
                }
                answer.data()
                        .path("items")
                        .forEach(item -> known.put(Json.at(item, "member_id"), Json.at(item, "name")));
                pageToken = Json.at(answer.data(), "page_token");
                if (!answer.data().path("has_more").asBoolean(false) || pageToken.isEmpty()) {
                    break;
                }
            }
            steps.ok("group", of, steps.text("feishu.group.ok", known.size() - before));
        } catch (CallFailedException e) {
            steps.failed("group", of, e.reason(), steps.text("reach.todo"));
        }
    }

    private void members(AppSteps steps, String app, List<Person> people, Map<String, String> known) {
        Optional<Map<Account, Account>> found = contacts(steps, app, people);
        for (Person person : people) {
            Account named = person.account();
            Account account = platform.isContact(named) ? found.orElse(Map.of()).get(named) : named;
            if (account != null) {
                member(steps, app, person, account, known);
            } else if (found.isEmpty()) {
                steps.skipped("member", person.name(), steps.text("feishu.contact.unasked"));
            } else {
                steps.failed(
                        "member",
                        person.name(),
                        steps.text("feishu.contact.nobody"),
                        steps.text("feishu.todo.contact"));
            }
        }
    }

    /** Who is meant by e-mail addresses and mobile numbers; empty, and told, when that could not be asked. */
    private Optional<Map<Account, Account>> contacts(AppSteps steps, String app, List<Person> people) {
        List<Account> contacts =
                people.stream().map(Person::account).filter(platform::isContact).toList();
        if (contacts.isEmpty()) {
            return Optional.of(Map.of());
        }
        try {
            Map<Account, Account> found = platform.whoIs(app, contacts);
            steps.ok("scope", CONTACT_SCOPE, steps.text("feishu.scope.ok"));
            return Optional.of(found);
        } catch (ChatUnavailableException e) {
            boolean isLost = e.getCause() instanceof CallFailedException;
            steps.failed(
                    "scope",
                    CONTACT_SCOPE,
                    String.valueOf(e.getMessage()),
                    isLost ? steps.text("reach.todo") : steps.text("feishu.todo.scope", CONTACT_SCOPE));
            return Optional.empty();
        }
    }

    /** @param account the member's own, with an open_id */
    private void member(AppSteps steps, String app, Person person, Account account, Map<String, String> known) {
        String id = account.address();
        String inGroup = known.get(id);
        if (inGroup != null) {
            steps.member(person.name(), inGroup);
            return;
        }
        try {
            Answer answer =
                    api.get(app, url -> url.addQueryParameter("user_id_type", "open_id"), "contact", "v3", "users", id);
            if (answer.ok()) {
                steps.member(person.name(), Json.at(answer.data(), "user", "name"));
            } else if (isUnscoped(answer) || answer.code() == OUT_OF_CONTACTS) {
                steps.skipped("member", person.name(), steps.text("feishu.member.unscoped", answer.reason()));
            } else if (answer.kind() == Kind.BUSY) {
                steps.skipped("member", person.name(), answer.reason());
            } else {
                steps.failed("member", person.name(), answer.reason(), steps.todo(answer.code(), "feishu.todo.member"));
            }
        } catch (CallFailedException e) {
            steps.failed("member", person.name(), e.reason(), steps.text("reach.todo"));
        }
    }

    private void post(AppSteps steps, FeishuSettings.Webhook webhook) {
        String content = Json.text(Json.MAPPER.createObjectNode().put("text", steps.text("webhook.text")));
        try {
            Answer answer = hooks.post(webhook, new Payload("text", content));
            if (answer.ok()) {
                steps.ok("webhook", steps.text("webhook.posted"));
            } else {
                steps.failed("webhook", answer.reason(), steps.todo(answer.code(), "feishu.todo.webhook"));
            }
        } catch (CallFailedException e) {
            steps.failed("webhook", e.reason(), steps.text("reach.todo"));
        }
    }
}
