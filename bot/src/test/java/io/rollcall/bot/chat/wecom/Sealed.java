package io.rollcall.bot.chat.wecom;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The platform's side of a callback, written apart from the product's: what it would put on the wire. */
record Sealed(String sealed, String query) {

    static Sealed of(String plain, String timestamp) {
        return of(plain, timestamp, WeComCryptoTest.CORP);
    }

    static Sealed of(String plain, String timestamp, String receiver) {
        return signed(seal(plain, receiver), timestamp);
    }

    /** Whatever it is, signed as it should be. */
    static Sealed signed(String sealed, String timestamp) {
        String signature = sha1(Stream.of(WeComCryptoTest.TOKEN, timestamp, "n-1", sealed)
                .sorted()
                .collect(Collectors.joining()));
        return new Sealed(sealed, "msg_signature=" + signature + "&timestamp=" + encoded(timestamp) + "&nonce=n-1");
    }

    String body() {
        return "<xml><ToUserName><![CDATA[" + WeComCryptoTest.CORP + "]]></ToUserName><AgentID><![CDATA["
                + Settings.AGENT_ID + "]]></AgentID><Encrypt><![CDATA[" + sealed + "]]></Encrypt></xml>";
    }

    /** With the sealed text in the address, as the console checks it. */
    String asEcho() {
        return query + "&echostr=" + encoded(sealed);
    }

    static String seal(String plain, String receiver) {
        byte[] text = plain.getBytes(StandardCharsets.UTF_8);
        byte[] to = receiver.getBytes(StandardCharsets.UTF_8);
        int length = 20 + text.length + to.length;
        int padding = 32 - length % 32;
        ByteBuffer all = ByteBuffer.allocate(length + padding);
        all.put(WeComCryptoTest.RANDOM).putInt(text.length).put(text).put(to);
        Arrays.fill(all.array(), length, length + padding, (byte) padding);
        try {
            byte[] key = Base64.getDecoder().decode(WeComCryptoTest.KEY + "=");
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return Base64.getEncoder().encodeToString(cipher.doFinal(all.array()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
