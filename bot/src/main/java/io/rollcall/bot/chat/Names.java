package io.rollcall.bot.chat;

import java.text.Normalizer;
import java.util.Locale;

/** Whether two names can be one person's: {@code 林晓} is also {@code 林晓（支付）}. */
public final class Names {

    private Names() {}

    public static boolean agree(String one, String other) {
        String first = plain(one);
        String second = plain(other);
        return !first.isEmpty() && !second.isEmpty() && (first.contains(second) || second.contains(first));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", "");
    }
}
