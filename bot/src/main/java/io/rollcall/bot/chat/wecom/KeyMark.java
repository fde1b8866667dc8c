package io.rollcall.bot.chat.wecom;

import java.nio.charset.StandardCharsets;

/**
 * An idempotency key in characters that nobody sees. The platform knows no keys: it drops a message that says the same
 * as an earlier one. With its mark a repeated message says the same, and another message with the same words does not.
 */
final class KeyMark {

    /** Of a mark in UTF-8. */
    static final int BYTES = 48;

    private static final char ZERO = '\u200b';
    private static final char ONE = '\u200c';

    private KeyMark() {}

    static String of(String key) {
        byte[] digest = WeComCrypto.digest("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        StringBuilder mark = new StringBuilder();
        for (int bit = 0; bit < BYTES / 3; bit++) {
            mark.append((digest[bit / 8] >> (bit % 8) & 1) == 0 ? ZERO : ONE);
        }
        return mark.toString();
    }
}
