package io.rollcall.bot.chat.wecom;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A button's value as the one text that a template card's button has room for, and back. */
final class ButtonKey {

    /** Of a button's {@code key}, in bytes. */
    static final int MOST_BYTES = 1024;

    private ButtonKey() {}

    /**
     * The same value gives the same text.
     *
     * @throws IllegalArgumentException when it would be longer than a key may be
     */
    static String of(Map<String, String> value) {
        // Sorted, since the map's own order differs from run to run.
        String key = new TreeMap<>(value)
                .entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        if (key.length() > MOST_BYTES) {
            throw new IllegalArgumentException("a button's value of " + key.length()
                    + " bytes is too large for a card; it may have " + MOST_BYTES);
        }
        return key;
    }

    /** What {@link #of} made; a key that it did not make, such as that of a menu, holds no value. */
    static Map<String, String> read(String key) {
        Map<String, String> value = new LinkedHashMap<>();
        for (String pair : key.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    value.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                } catch (IllegalArgumentException e) {
                    return Map.of();
                }
            }
        }
        return value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
