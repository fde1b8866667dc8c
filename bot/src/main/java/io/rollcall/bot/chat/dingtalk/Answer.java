package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.dingtalk.DingTalkCode.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the platform answered.
 *
 * @param code  of a failure, in words or as a number; empty when there is none
 * @param body  the whole answer
 * @param after how long it asks to wait
 */
record Answer(int status, String code, JsonNode body, Optional<Duration> after) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern PERMISSION = Pattern.compile("\\b(?:qyapi|Robot|Contact|Card)[_.][A-Za-z0-9_.]{1,60}");

    static Answer of(int status, JsonNode body, Optional<Duration> after) {
        String words = Json.at(body, "code");
        String number = Json.at(body, "errcode");
        return new Answer(status, words.isEmpty() && !number.equals("0") ? number : words, body, after);
    }

    /** Calls of one kind of host answer with status 200 also where they refuse, those of the other with another one. */
    boolean ok() {
        return status >= 200 && status < 300 && code.isEmpty();
    }

    Kind kind() {
        return DingTalkCode.kind(status, code);
    }

    String at(String name) {
        return Json.at(body, name);
    }

    /** Whether the list holds anybody. */
    boolean names(String list) {
        return !body.path(list).isEmpty();
    }

    /** For operators: the code, what it means and the request's id; nothing of the message, no id of a person in it. */
    String reason() {
        List<String> words = new ArrayList<>();
        boolean isNumber = code.matches("-?\\d+");
        if (CODE.matcher(code).matches()) {
            words.add(isNumber ? "errcode " + code : code);
        }
        if (words.isEmpty() || status >= 300) {
            words.add("HTTP " + status);
        }
        DingTalkCode.meaning(code).ifPresent(words::add);
        hint().ifPresent(words::add);
        String request = at("requestid");
        if (ID.matcher(request).matches()) {
            words.add("request " + request);
        }
        return String.join(", ", words);
    }

    /** Of the platform's own words only what is known to be none of a message. */
    private Optional<String> hint() {
        if (code.equals("310000")) {
            String said = at("errmsg").toLowerCase(Locale.ROOT);
            if (said.contains("keyword")) {
                return Optional.of("it wants a keyword (自定义关键词); let it want 加签 instead");
            }
            if (said.contains("timestamp")) {
                return Optional.of("this machine's clock is wrong");
            }
            if (said.contains("sign")) {
                return Optional.of("secret is wrong or missing");
            }
            return said.contains("ip") ? Optional.of("this machine's address is not in its IP list") : Optional.empty();
        }
        Matcher permission = PERMISSION.matcher(at("message"));
        return permission.find() ? Optional.of("wanted: " + permission.group()) : Optional.empty();
    }
}
