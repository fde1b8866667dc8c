package io.rollcall.bot.chat.feishu;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The result codes that this adapter acts on, by the platform's general error codes, those of its message API and of
 * custom bots. A code that is not here refuses the one message.
 */
enum FeishuCode {
    RATE_LIMIT(99991400, Kind.BUSY, "the app calls too often"),
    RECIPIENT_LIMIT(230020, Kind.BUSY, "too many messages to this person or group"),
    SYSTEM_BUSY(11232, Kind.BUSY, "the platform is busy"),
    CHAT_BUSY(11233, Kind.BUSY, "the chat is busy"),
    SENDING(18121, Kind.BUSY, "the same message is being sent"),
    SENDING_NOW(230049, Kind.BUSY, "the same message is being sent"),

    NO_TOKEN(99991661, Kind.TOKEN, "the platform saw no token"),
    TENANT_TOKEN_INVALID(99991663, Kind.TOKEN, "the token is not valid"),
    TENANT_TOKEN_REJECTED(99991665, Kind.TOKEN, "the token is not valid"),
    TOKEN_REJECTED(99991668, Kind.TOKEN, "the token is not valid"),

    TOKEN_PARAMETERS(10003, Kind.SETUP, "app-id or app-secret is malformed"),
    APP_UNAVAILABLE(10014, Kind.SETUP, "the app is disabled; enable it in the admin console"),
    APP_SECRET(10015, Kind.SETUP, "app-secret is wrong; copy it from the app's credentials page"),
    APP_TOKEN_INVALID(99991664, Kind.SETUP, "the token is not valid for this app"),
    ADDRESS_LIST(99991401, Kind.SETUP, "this server's address is not on the app's IP allowlist"),
    QUOTA(99991403, Kind.SETUP, "this month's API quota is used up"),
    APP_OFF(99991662, Kind.SETUP, "the app is not enabled"),
    TOKEN_KIND(99991671, Kind.SETUP, "the token is of the wrong kind"),
    SCOPE(99991672, Kind.SETUP, "the app lacks a scope; add it (权限管理) and publish a new version"),
    APP_NOT_IN_TENANT(99991673, Kind.SETUP, "the app is not available in this tenant"),
    BOT_OFF(230006, Kind.SETUP, "the app's bot ability is off"),
    PERMISSION(230027, Kind.SETUP, "the app lacks a permission"),

    NOT_IN_GROUP(230002, Kind.UNREACHABLE, "the bot is not in the group"),
    OUT_OF_RANGE(230013, Kind.UNREACHABLE, "the bot is not available to this person; widen its availability"),
    GROUP_FORBIDS(230018, Kind.UNREACHABLE, "the group's settings forbid the bot to write"),
    RESIGNED(230029, Kind.UNREACHABLE, "the person has left"),
    NO_SUCH_RECIPIENT(230034, Kind.UNREACHABLE, "there is no such person or group"),
    SENDING_DENIED(230035, Kind.UNREACHABLE, "the bot may not write there"),
    OTHER_TENANT(230038, Kind.UNREACHABLE, "the person belongs to another tenant"),
    STOPPED(230053, Kind.UNREACHABLE, "the person stopped the bot's messages"),
    DISSOLVED(232009, Kind.UNREACHABLE, "the group was dissolved"),
    NO_SUCH_PERSON(99992351, Kind.UNREACHABLE, "there is no such person"),
    FOREIGN_PERSON(99992361, Kind.UNREACHABLE, "the open_id belongs to another app"),
    NO_SUCH_GROUP(99992356, Kind.UNREACHABLE, "there is no such group"),

    FOLDER_LOCKED(1770036, Kind.BUSY, "the folder is busy"),
    DOCUMENTS_BUSY(1771001, Kind.BUSY, "the platform is busy"),
    DOCUMENT_FORBIDDEN(1770032, Kind.OTHER, "the app may not do this to the document"),
    NO_FOLDER(1770039, Kind.OTHER, "there is no such folder; check document-folder"),
    FOLDER_FORBIDDEN(1770040, Kind.OTHER, "the app may not write into document-folder"),

    HOOK_ABSENT(19001, Kind.UNREACHABLE, "the webhook's address is wrong, or its bot was removed from the group"),
    HOOK_SIGNATURE(19021, Kind.SETUP, "the webhook's secret (签名校验) is wrong or missing, or this server's clock is"),
    HOOK_ADDRESS(19022, Kind.SETUP, "this server's address is not on the webhook bot's IP 白名单"),
    HOOK_KEYWORDS(19024, Kind.SETUP, "the message holds none of the webhook bot's 自定义关键词; secure it by 签名校验 instead"),
    HOOK_TOO_LONG(19036, Kind.OTHER, "the message is too long"),
    HOOK_MALFORMED(19002, Kind.OTHER, "a parameter is invalid"),
    BAD_REQUEST(9499, Kind.OTHER, "the request is malformed"),

    CARD_REFUSED(230099, Kind.CARD, "the card was refused"),

    RECALLED(230011, Kind.GONE, "the message was recalled"),
    DELETED(230110, Kind.GONE, "the message was deleted"),

    INVISIBLE(230050, Kind.UNSEEN, "the message is invisible to the bot"),
    NO_SUCH_MESSAGE(99992354, Kind.UNSEEN, "there is no such message"),

    INVALID(230001, Kind.OTHER, "a parameter is invalid"),
    NOT_OURS(230071, Kind.OTHER, "the message is not the bot's"),
    CARD_TOO_OLD(230031, Kind.OTHER, "the card is older than 14 days and can no longer be changed"),
    SENSITIVE(230022, Kind.OTHER, "the content was judged sensitive"),
    TOO_LONG(230025, Kind.OTHER, "the message is too long"),
    AUDITED(230028, Kind.OTHER, "the tenant's audit refused the content"),
    FIELD_INVALID(99992402, Kind.OTHER, "a field is invalid");

    /** What a code asks for. */
    enum Kind {
        /** Wait and try again. */
        BUSY,
        /** Fetch a new token and try once more. */
        TOKEN,
        /** Someone has to change the app's set-up; the same call succeeds afterwards. */
        SETUP,
        /** The addressee cannot be reached. */
        UNREACHABLE,
        /** Say it without a card. */
        CARD,
        /** The message asked for was taken back. */
        GONE,
        /** The message asked for cannot be seen by the bot. */
        UNSEEN,
        /** Not this message. */
        OTHER
    }

    /** Long enough not to hammer a platform that waits for a person, short enough to go on soon after. */
    static final Duration SETUP_PAUSE = Duration.ofMinutes(5);

    private static final Map<Integer, FeishuCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(code -> code.number, Function.identity()));

    private final int number;
    private final Kind kind;
    private final String meaning;

    FeishuCode(int number, Kind kind, String meaning) {
        this.number = number;
        this.kind = kind;
        this.meaning = meaning;
    }

    static Optional<FeishuCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    static Kind kindOf(int number) {
        return of(number).map(code -> code.kind).orElse(Kind.OTHER);
    }

    /** Whether an earlier try of the same message has not come to its end. */
    static boolean isUnderWay(int number) {
        return number == SENDING.number || number == SENDING_NOW.number;
    }

    /** Whether it is the app that calls too often, as against too many messages for one addressee. */
    static boolean isAppLimit(int number) {
        return number == RATE_LIMIT.number;
    }

    String meaning() {
        return meaning;
    }
}
