package io.rollcall.bot.chat.wecom;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The result codes that this adapter acts on, by the platform's list of global error codes. A code that is not here
 * refuses the one message.
 */
enum WeComCode {
    SYSTEM_BUSY(-1, Kind.BUSY, "the platform is busy"),
    FREQUENCY(45009, Kind.LIMIT, "too many calls or messages"),
    PARALLEL(45033, Kind.LIMIT, "too many calls at the same time"),

    ROBOT_BUSY(846601, Kind.LIMIT, "the platform is busy with the robot"),
    ROBOT_BUSY_TOO(846602, Kind.LIMIT, "the platform is busy with the robot"),
    NOT_SUBSCRIBED(846609, Kind.LIMIT, "the robot's connection is no longer subscribed"),

    NO_TOKEN(41001, Kind.TOKEN, "the platform saw no token"),
    TOKEN_INVALID(40014, Kind.TOKEN, "the token is not valid"),
    TOKEN_EXPIRED(42001, Kind.TOKEN, "the token has expired"),

    SECRET(40001, Kind.SETUP, "secret is wrong; copy it from the app's page"),
    CORP_ID(40013, Kind.SETUP, "corp-id is wrong; copy it from 我的企业 > 企业ID"),
    SECRET_INVALID(40091, Kind.SETUP, "secret is not valid; copy it from the app's page"),
    NO_SECRET(41004, Kind.SETUP, "secret is missing"),
    AGENT_ID(40056, Kind.SETUP, "agent-id is wrong; copy it from the app's page"),
    NO_AGENT_ID(41011, Kind.SETUP, "agent-id is missing"),
    API_FORBIDDEN(48002, Kind.SETUP, "the app may not use this API"),
    API_SUSPENDED(48006, Kind.SETUP, "the app is suspended since it was not used; enable it in the admin console"),
    API_NEW_ADDRESS(48009, Kind.SETUP, "the app may not use this API from here"),
    NO_PERMISSION(60011, Kind.SETUP, "the app lacks a permission"),
    APP_DISABLED(50003, Kind.SETUP, "the app is disabled; enable it in the admin console"),
    ADDRESS_LIST(60020, Kind.SETUP, "this server's address is not among the app's 企业可信IP"),
    FORBIDDEN(301002, Kind.SETUP, "the app may not do this"),

    BAD_MEMBER(40003, Kind.UNREACHABLE, "there is no such member"),
    OUT_OF_RANGE(50002, Kind.UNREACHABLE, "the member is outside the app's 可见范围"),
    OUT_OF_SIGHT(60021, Kind.UNREACHABLE, "the member is outside the app's 可见范围"),
    NO_MEMBER(60111, Kind.UNREACHABLE, "there is no such member"),
    NOBODY(81013, Kind.UNREACHABLE, "the member is outside the app's 可见范围, or there is none of this userid"),

    WEBHOOK_INVALID(93000, Kind.UNREACHABLE, "the webhook's key is wrong, or its robot was removed from the group"),
    WEBHOOK_DISABLED(93004, Kind.UNREACHABLE, "the group's robot is disabled"),
    WEBHOOK_ELSEWHERE(93008, Kind.UNREACHABLE, "the robot is not in the group"),
    WEBHOOK_REFUSED(93001, Kind.UNREACHABLE, "the group takes no messages of robots"),

    MESSAGE_TYPE(40008, Kind.OTHER, "this kind of message is not known"),
    CHARACTERS(40033, Kind.OTHER, "characters are not allowed"),
    PARAMETER(40058, Kind.OTHER, "a parameter is invalid"),
    PARAMETER_EMPTY(40063, Kind.OTHER, "a parameter is empty"),
    TEXT_EMPTY(44004, Kind.OTHER, "the text is empty"),
    TOO_LONG(45002, Kind.OTHER, "the message is too long"),
    CONTENT_EMPTY(93017, Kind.OTHER, "the content is empty");

    /** What a code asks for. */
    enum Kind {
        /** Wait a moment; what was asked may have been done. */
        BUSY,
        /** Wait; nothing was done. */
        LIMIT,
        /** Fetch a new token and try once more. */
        TOKEN,
        /** Someone has to change the app's set-up; the same call succeeds afterwards. */
        SETUP,
        /** The addressee cannot be reached. */
        UNREACHABLE,
        /** Not this message. */
        OTHER
    }

    /** Long enough not to hammer a platform that waits for a person, short enough to go on soon after. */
    static final Duration SETUP_PAUSE = Duration.ofMinutes(5);

    /** After a limit of a minute was hit, the platform blocks for a minute. */
    static final Duration LIMIT_PAUSE = Duration.ofMinutes(1);

    private static final Map<Integer, WeComCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(code -> code.number, Function.identity()));

    /** Whether a robot's connection has come to its end although it is open. */
    static boolean endsConnection(int number) {
        return number == NOT_SUBSCRIBED.number;
    }

    private final int number;
    private final Kind kind;
    private final String meaning;

    WeComCode(int number, Kind kind, String meaning) {
        this.number = number;
        this.kind = kind;
        this.meaning = meaning;
    }

    static Optional<WeComCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    static Kind kindOf(int number) {
        return of(number).map(code -> code.kind).orElse(Kind.OTHER);
    }

    String meaning() {
        return meaning;
    }
}
