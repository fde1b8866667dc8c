package io.rollcall.bot.chat.feishu;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The platform's side of the envelope: what it would put into a callback. */
final class Sealed {

    /** 00 01 … 0f, as in the vectors. */
    private static final byte[] IV = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

    private Sealed() {}

    static String base64(String encryptKey, byte[] plain) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(encryptKey.getBytes(StandardCharsets.UTF_8));
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(IV));
            byte[] sealed = cipher.doFinal(plain);
            byte[] all = new byte[IV.length + sealed.length];
            System.arraycopy(IV, 0, all, 0, IV.length);
            System.arraycopy(sealed, 0, all, IV.length, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String body(String encryptKey, String plain) {
        return "{\"encrypt\":\"" + base64(encryptKey, plain.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    static String signature(String timestamp, String nonce, String encryptKey, String body) {
        try {
            byte[] signed = (timestamp + nonce + encryptKey + body).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(signed));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
