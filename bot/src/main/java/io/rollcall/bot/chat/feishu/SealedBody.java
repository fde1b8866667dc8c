package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body of an encrypted callback: JSON that holds nothing but <code>{"encrypt":"…"}</code>. */
final class SealedBody {

    private static final byte[] BEFORE = "{\"encrypt\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.US_ASCII);

    private SealedBody() {}

    /** What is sealed; empty when the body is no JSON object, or holds no such text. */
    static String textIn(byte[] body) {
        int from = BEFORE.length;
        int to = body.length - AFTER.length;
        // As the platform writes it, it can be cut out: most of a parser's work would be the one long text.
        if (to >= from
                && Arrays.equals(body, 0, from, BEFORE, 0, from)
                && Arrays.equals(body, to, body.length, AFTER, 0, AFTER.length)
                && meansItself(body, from, to)) {
            return new String(body, from, to - from, StandardCharsets.US_ASCII);
        }
        return Json.object(body)
                .map(parsed -> parsed.path("encrypt").stringValue(""))
                .orElse("");
    }

    /** Whether JSON has these bytes within a text for what they are: no quotes, no escapes, nothing beyond ASCII. */
    private static boolean meansItself(byte[] body, int from, int to) {
        boolean isPlain = true;
        for (int i = from; i < to; i++) {
            // Bytes beyond ASCII are negative.
            isPlain &= body[i] >= ' ' & body[i] != '"' & body[i] != '\\';
        }
        return isPlain;
    }
}
