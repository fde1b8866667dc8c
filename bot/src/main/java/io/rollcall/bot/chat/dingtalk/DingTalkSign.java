package io.rollcall.bot.chat.dingtalk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of callbacks ("接收消息", header {@code sign}) and of webhooks ("自定义机器人安全设置", 加签): over the moment
 * alone, so it says who speaks, and nothing of what is said.
 */
final class DingTalkSign {

    private static final String ALGORITHM = "HmacSHA256";

    private DingTalkSign() {}

    /**
     * In Base64, not yet encoded for an address.
     *
     * @param timestamp milliseconds since the epoch
     */
    static String of(String timestamp, String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] signed = mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Takes the same time wherever {@code sign} differs. */
    static boolean isRight(String timestamp, String secret, String sign) {
        return MessageDigest.isEqual(
                of(timestamp, secret).getBytes(StandardCharsets.UTF_8), sign.getBytes(StandardCharsets.UTF_8));
    }
}
