package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.feishu.FeishuCode.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the platform answered.
 *
 * @param code  0 when the call did what it should
 * @param body  the whole answer
 * @param logId the platform's support reference; empty when it sent none
 * @param after how long it asks to wait, where it says
 */
record Answer(int status, int code, JsonNode body, String logId, Optional<Duration> after) {

    private static final Pattern SUB_CODE = Pattern.compile("ErrCode:\\s*(\\d{1,9})");
    /** "Send message", the sub-codes of 230099. */
    private static final String UNKNOWN_PERSON = "100290";

    private static final Pattern SCOPE = Pattern.compile("[a-z0-9_.:-]{1,80}");

    boolean ok() {
        return code == 0 && status < 400;
    }

    Kind kind() {
        return status >= 500 || status == 429 ? Kind.BUSY : FeishuCode.kindOf(code);
    }

    /** False when the platform says that it did not do what it was asked to. */
    boolean mayHaveWorked() {
        return ok() || status >= 500 || FeishuCode.isUnderWay(code);
    }

    /** Whether it is the app as a whole that is to wait, and not the one message. */
    boolean concernsWholeApp() {
        return FeishuCode.isAppLimit(code)
                || status == 429 && FeishuCode.of(code).isEmpty();
    }

    /** Whether a card was refused for somebody whom it names by an id that the platform does not know. */
    boolean isOfAPerson() {
        Matcher subCode = SUB_CODE.matcher(Json.at(body, "msg"));
        return subCode.find() && subCode.group(1).equals(UNKNOWN_PERSON);
    }

    JsonNode data() {
        return body.path("data");
    }

    /** For operators: codes, what they mean, and the log id; nothing of the message and none of the ids in it. */
    String reason() {
        List<String> words = new ArrayList<>();
        words.add(code == 0 ? "HTTP " + status : "code " + code);
        if (code != 0 && status >= 500) {
            words.add("HTTP " + status);
        }
        FeishuCode.of(code).map(FeishuCode::meaning).ifPresent(words::add);
        Matcher subCode = SUB_CODE.matcher(Json.at(body, "msg"));
        if (subCode.find()) {
            words.add("sub code " + subCode.group(1));
        }
        String scopes = body.path("error").path("permission_violations").values().stream()
                .map(violation -> Json.at(violation, "subject"))
                .filter(scope -> SCOPE.matcher(scope).matches())
                .limit(5)
                .collect(Collectors.joining(" or "));
        if (!scopes.isEmpty()) {
            words.add("scope " + scopes);
        }
        if (!logId.isEmpty()) {
            words.add("log id " + logId);
        }
        return String.join(", ", words);
    }
}
