package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Ciphers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an app's Encrypt Key opens and vouches for, by the platform's guide to event security: AES-256-CBC with
 * PKCS#7 padding under SHA-256 of the key, the initial vector in front; and a plain SHA-256 as signature.
 */
final class FeishuCrypto {

    private static final int BLOCK = 16;

    private final byte[] encryptKey;
    private final SecretKeySpec cipherKey;
    private final Ciphers ciphers = new Ciphers("AES/CBC/PKCS5Padding");

    FeishuCrypto(String encryptKey) {
        if (encryptKey.isEmpty()) {
            throw new IllegalArgumentException("an empty Encrypt Key protects nothing");
        }
        this.encryptKey = encryptKey.getBytes(StandardCharsets.UTF_8);
        this.cipherKey = new SecretKeySpec(sha256().digest(this.encryptKey), "AES");
    }

    /** The text in {@code sealed}; empty when it was not sealed, whole, under this key. */
    Optional<String> open(String sealed) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            if (bytes.length < 2 * BLOCK || bytes.length % BLOCK != 0) {
                return Optional.empty();
            }
            byte[] plain = ciphers.use(cipher -> {
                cipher.init(Cipher.DECRYPT_MODE, cipherKey, new IvParameterSpec(bytes, 0, BLOCK));
                return cipher.doFinal(bytes, BLOCK, bytes.length - BLOCK);
            });
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain))
                    .toString());
        } catch (IllegalArgumentException | GeneralSecurityException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Seals a text as the platform does.
     *
     * @param iv 16 bytes that nobody can foresee
     */
    String seal(String text, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(iv));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(iv.length + sealed.length)
                            .put(iv)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    /** Whether {@code signature} is that of the body's bytes as they were received; takes the same time either way. */
    boolean signed(String timestamp, String nonce, byte[] body, String signature) {
        MessageDigest digest = sha256();
        digest.update(timestamp.getBytes(StandardCharsets.UTF_8));
        digest.update(nonce.getBytes(StandardCharsets.UTF_8));
        digest.update(encryptKey);
        digest.update(body);
        return sameText(HexFormat.of().formatHex(digest.digest()), signature);
    }

    /** Compares two secrets without telling by the time it takes how much of them agrees. */
    static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
