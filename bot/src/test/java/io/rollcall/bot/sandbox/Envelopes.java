package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Opens what the sandbox sealed, as an application would, by the platform's description and none of its code. */
final class Envelopes {

    private Envelopes() {}

    static JsonNode open(byte[] body, String encryptKey) throws Exception {
        String encrypted = Json.text(Json.read(new String(body, UTF_8)).orElseThrow(), "encrypt");
        byte[] bytes = Base64.getDecoder().decode(encrypted);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        byte[] key = MessageDigest.getInstance("SHA-256").digest(encryptKey.getBytes(UTF_8));
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(bytes, 0, 16));
        return Json.read(new String(cipher.doFinal(bytes, 16, bytes.length - 16), UTF_8))
                .orElseThrow();
    }

    static String signature(String timestamp, String nonce, String encryptKey, byte[] body) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(timestamp.getBytes(UTF_8));
        digest.update(nonce.getBytes(UTF_8));
        digest.update(encryptKey.getBytes(UTF_8));
        digest.update(body);
        return HexFormat.of().formatHex(digest.digest());
    }
}
