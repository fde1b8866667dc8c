package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and signs what the platform sends to the application ("Encrypt Key" in the platform's guide to event
 * security): AES-256-CBC under the SHA-256 of the key, the initialisation vector in front; and a SHA-256 over time,
 * nonce, key and body, which is a plain hash and no HMAC.
 *
 * <p>Written apart from the code that opens these envelopes: it is the other party, and a shared mistake would hide.
 */
final class EventSeal {

    static final String TIMESTAMP = "X-Lark-Request-Timestamp";
    static final String NONCE = "X-Lark-Request-Nonce";
    static final String SIGNATURE = "X-Lark-Signature";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String encryptKey;
    private final SecretKeySpec aesKey;

    EventSeal(String encryptKey) {
        this.encryptKey = encryptKey;
        this.aesKey = new SecretKeySpec(sha256().digest(encryptKey.getBytes(UTF_8)), "AES");
    }

    /** A request as it goes over the wire. */
    record Sealed(String body, String timestamp, String nonce, String signature) {}

    /** @param epochSecond the moment of sending, which the receiver's freshness window looks at */
    Sealed seal(String event, long epochSecond) {
        byte[] iv = new byte[16];
        RANDOM.nextBytes(iv);
        byte[] nonce = new byte[8];
        RANDOM.nextBytes(nonce);
        String body = envelope(event, iv);
        String time = Long.toString(epochSecond);
        String hex = HexFormat.of().formatHex(nonce);
        return new Sealed(body, time, hex, signature(time, hex, body.getBytes(UTF_8)));
    }

    String envelope(String event, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, aesKey, new IvParameterSpec(iv));
            byte[] secret = cipher.doFinal(event.getBytes(UTF_8));
            byte[] all = new byte[iv.length + secret.length];
            System.arraycopy(iv, 0, all, 0, iv.length);
            System.arraycopy(secret, 0, all, iv.length, secret.length);
            return "{\"encrypt\":\"" + Base64.getEncoder().encodeToString(all) + "\"}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES/CBC/PKCS5Padding", e);
        }
    }

    String signature(String timestamp, String nonce, byte[] body) {
        MessageDigest digest = sha256();
        digest.update((timestamp + nonce + encryptKey).getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(body));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
