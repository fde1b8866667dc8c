package io.rollcall.bot.chat.feishu;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a custom bot knows that a message is its owner's, by the guide to custom bots, 签名校验: timestamp and secret are
 * the <em>key</em> of the digest, and what is digested is empty.
 */
final class HookSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private HookSignature() {}

    /** @param timestamp in seconds; the platform takes it for an hour */
    static String of(String timestamp, String secret) {
        byte[] key = (timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows " + ALGORITHM, e);
        }
    }
}
