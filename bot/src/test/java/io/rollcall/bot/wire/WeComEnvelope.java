package io.rollcall.bot.wire;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A delivery as WeCom would put it on the wire: encrypted and signed, written here apart from the bot's own code. */
record WeComEnvelope(String query, String body) {

    static final String CORP = "ww-wire-corp";
    static final int AGENT = 1000042;
    static final String TOKEN = "WireToken42";
    static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    static WeComEnvelope seal(String plain, Instant signedAt) {
        String sealed = encrypted(plain, CORP);
        return new WeComEnvelope(
                signed(sealed, signedAt),
                "<xml><ToUserName><![CDATA[" + CORP + "]]></ToUserName><AgentID><![CDATA[" + AGENT
                        + "]]></AgentID><Encrypt><![CDATA[" + sealed + "]]></Encrypt></xml>");
    }

    /** For a smart robot: JSON, and sealed for no receiver. */
    static WeComEnvelope sealForRobot(String plain, Instant signedAt) {
        String sealed = encrypted(plain, "");
        return new WeComEnvelope(signed(sealed, signedAt), "{\"encrypt\":\"" + sealed + "\"}");
    }

    private static String signed(String sealed, Instant signedAt) {
        String timestamp = Long.toString(signedAt.getEpochSecond());
        String nonce = "nonce";
        String signature =
                sha1(Stream.of(TOKEN, timestamp, nonce, sealed).sorted().collect(Collectors.joining()));
        return "msg_signature=" + signature + "&timestamp=" + timestamp + "&nonce=" + nonce;
    }

    /** The console's check of an address, as its query. */
    static String check(String echo, Instant signedAt) {
        WeComEnvelope sealed = seal(echo, signedAt);
        String encrypted =
                sealed.body.replaceFirst(".*<Encrypt><!\\[CDATA\\[", "").replaceFirst("]]></Encrypt>.*", "");
        return sealed.query + "&echostr=" + URLEncoder.encode(encrypted, StandardCharsets.UTF_8);
    }

    static String written(String messageId, String member, String text, Instant at) {
        return message(
                member,
                at,
                "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>")
                        + "]]></Content><MsgId>" + messageId + "</MsgId>");
    }

    static String pressed(String member, String task, String key, Instant at) {
        return message(
                member,
                at,
                "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event>"
                        + "<EventKey><![CDATA[" + key + "]]></EventKey><TaskId><![CDATA[" + task + "]]></TaskId>"
                        + "<CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[code]]></ResponseCode>");
    }

    static String message(String member, Instant at, String fields) {
        return "<xml><ToUserName><![CDATA[" + CORP + "]]></ToUserName><FromUserName><![CDATA[" + member
                + "]]></FromUserName><CreateTime>" + at.getEpochSecond() + "</CreateTime>" + fields + "<AgentID>"
                + AGENT
                + "</AgentID></xml>";
    }

    private static String encrypted(String plain, String receiver) {
        byte[] text = plain.getBytes(StandardCharsets.UTF_8);
        byte[] to = receiver.getBytes(StandardCharsets.UTF_8);
        int length = 20 + text.length + to.length;
        int padding = 32 - length % 32;
        ByteBuffer all = ByteBuffer.allocate(length + padding);
        all.put(new byte[16]).putInt(text.length).put(text).put(to);
        Arrays.fill(all.array(), length, length + padding, (byte) padding);
        try {
            byte[] key = Base64.getDecoder().decode(AES_KEY + "=");
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
}
