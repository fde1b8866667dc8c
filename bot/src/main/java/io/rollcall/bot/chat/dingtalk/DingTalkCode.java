package io.rollcall.bot.chat.dingtalk;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a failed call asks for. Calls of {@code oapi} hosts, which webhooks are, fail with numbers ("自定义机器人的错误码");
 * those of {@code api} hosts with words and an HTTP status ("服务端API错误码"), of which not all are listed anywhere: they
 * are known here by what they say, and by the status. What is not known refuses the one message.
 */
final class DingTalkCode {

    /** Long enough not to hammer a platform that waits for a person, short enough to go on soon after. */
    static final Duration SETUP_PAUSE = Duration.ofMinutes(5);

    /** For so long a group takes nothing from a webhook that was too fast ("自定义机器人接入", 频率限制). */
    static final Duration BLOCKED_PAUSE = Duration.ofMinutes(10);

    private static final Map<String, Known> BY_NUMBER = Arrays.stream(Known.values())
            .flatMap(known -> known.codes.stream().map(code -> Map.entry(code, known)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private DingTalkCode() {}

    /** What a failure asks for. */
    enum Kind {
        /** Wait a moment; what was asked may have been done. */
        BUSY,
        /** Wait a moment; nothing was done. */
        LIMIT,
        /** The group takes nothing for a while. */
        BLOCKED,
        /** The organisation has used up what its edition allows. */
        QUOTA,
        /** Fetch a new token and try once more. */
        TOKEN,
        /** Someone has to change the set-up; the same call succeeds afterwards. */
        SETUP,
        /** Someone has to change something; whether it concerns more than this addressee is not known. */
        FORBIDDEN,
        /** The addressee cannot be reached. */
        UNREACHABLE,
        /** Not this message. */
        OTHER
    }

    private enum Known {
        SYSTEM_BUSY(Kind.BUSY, "the platform is busy", "-1"),
        TOO_FAST(
                Kind.BLOCKED,
                "more than 20 messages a minute; the group takes none for 10 minutes",
                "130101",
                "410100"),
        QUOTA_USED(
                Kind.QUOTA,
                "the organisation has used up the API calls of its edition for this month (管理后台 > 接口调用量)",
                "90020",
                "90030"),
        TOKEN_INVALID(Kind.TOKEN, "the token is not valid", "40014", "42001"),
        SECURITY(Kind.SETUP, "the robot's 安全设置 turns the message away", "310000"),
        NO_WEBHOOK(
                Kind.UNREACHABLE,
                "there is no such webhook: access-token is wrong, or the robot was removed",
                "300001",
                "300005",
                "400101"),
        GROUP_GONE(Kind.UNREACHABLE, "the group was dissolved", "400013"),
        ROBOT_STOPPED(Kind.UNREACHABLE, "the robot is stopped, or no longer in the group", "400102", "400106"),
        UNSAFE(Kind.OTHER, "the content is not allowed", "430101", "430102", "430103", "430104");

        private final Kind kind;
        private final String meaning;
        private final List<String> codes;

        Known(Kind kind, String meaning, String... codes) {
            this.kind = kind;
            this.meaning = meaning;
            this.codes = List.of(codes);
        }
    }

    /** Parts of the words, the first that fits counts. */
    private enum Phrase {
        QUOTA(
                Kind.QUOTA,
                "the organisation has used up the API calls of its edition for this month (管理后台 > 接口调用量)",
                "apicountlimit"),
        TOO_FAST(
                Kind.LIMIT,
                "too many calls a second",
                "qpslimit",
                "throttling",
                "flowcontrol",
                "ratelimit",
                "toomanyrequest"),
        PERMISSION(
                Kind.SETUP,
                "the app lacks a permission (权限管理)",
                "permissiondenied",
                "nopermission",
                "forbidden.access"),
        TOKEN(Kind.TOKEN, "the token is not valid", "invalidauthentication", "invalidaccesstoken"),
        ROBOT_CODE(Kind.SETUP, "robot-code is wrong; copy it from the robot's page", "robotcode"),
        CREDENTIALS(
                Kind.SETUP,
                "client-id or client-secret is wrong; copy them from 凭证与基础信息",
                "invalidclient",
                "appkey",
                "appsecret"),
        NO_MEMBER(Kind.UNREACHABLE, "there is no such member", "staffid"),
        NO_GROUP(
                Kind.UNREACHABLE,
                "the robot is not in the group, or the group's openConversationId is wrong",
                "conversation",
                "notingroup");

        private final Kind kind;
        private final String meaning;
        private final List<String> parts;

        Phrase(Kind kind, String meaning, String... parts) {
            this.kind = kind;
            this.meaning = meaning;
            this.parts = List.of(parts);
        }
    }

    /** What a failed answer asks for. */
    static Kind kind(int status, String code) {
        Optional<Kind> known = find(code, one -> one.kind, one -> one.kind);
        if (known.isPresent()) {
            return known.get();
        }
        if (status >= 500) {
            return Kind.BUSY;
        }
        return switch (status) {
            case 401 -> Kind.TOKEN;
            case 403 -> Kind.FORBIDDEN;
            case 429 -> Kind.LIMIT;
            default -> Kind.OTHER;
        };
    }

    static Optional<String> meaning(String code) {
        return find(code, one -> one.meaning, one -> one.meaning);
    }

    private static <T> Optional<T> find(String code, Function<Known, T> ofNumber, Function<Phrase, T> ofWords) {
        Known known = BY_NUMBER.get(code);
        if (known != null) {
            return Optional.of(ofNumber.apply(known));
        }
        String words = code.toLowerCase(Locale.ROOT);
        return Arrays.stream(Phrase.values())
                .filter(one -> one.parts.stream().anyMatch(words::contains))
                .findFirst()
                .map(ofWords);
    }
}
