package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.wecom.WeComCode.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the platform answered; it does so with status 200 also where it refuses.
 *
 * @param code 0 when the call did what it should
 * @param body the whole answer
 */
record Answer(int status, int code, JsonNode body) {

    private static final Pattern SEEN_FROM = Pattern.compile("from ip: ([0-9a-fA-F.:]{2,45})");
    private static final Pattern HINT = Pattern.compile("hint: \\[([A-Za-z0-9_-]{1,64})]");

    boolean ok() {
        return code == 0 && status < 400;
    }

    Kind kind() {
        if (status >= 500) {
            return Kind.BUSY;
        }
        return status == 429 ? Kind.LIMIT : WeComCode.kindOf(code);
    }

    /** False when the platform says that it did not do what it was asked to. Busy, it may have done it all the same. */
    boolean mayHaveWorked() {
        return ok() || kind() == Kind.BUSY;
    }

    String at(String name) {
        return Json.at(body, name);
    }

    /** For operators: the code, what it means and the platform's hint; nothing of the message, no id in it. */
    String reason() {
        List<String> words = new ArrayList<>();
        words.add(code == 0 ? "HTTP " + status : "errcode " + code);
        if (code != 0 && status >= 400) {
            words.add("HTTP " + status);
        }
        WeComCode.of(code).map(WeComCode::meaning).ifPresent(words::add);
        Matcher seenFrom = SEEN_FROM.matcher(at("errmsg"));
        if (seenFrom.find()) {
            words.add("seen from " + seenFrom.group(1));
        }
        Matcher hint = HINT.matcher(at("errmsg"));
        if (hint.find()) {
            words.add("hint " + hint.group(1));
        }
        return String.join(", ", words);
    }
}
