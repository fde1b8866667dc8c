package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Ciphers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a callback's Token vouches for and its EncodingAESKey opens, by the platform's page "加解密方案说明": a SHA-1
 * signature over the sorted parts, and AES-256-CBC over 16 random bytes, the text's length, the text, and the id of
 * whom it is meant for, padded to 32 bytes.
 */
final class WeComCrypto {

    /** As the console gives it: 43 characters, the Base64 of 32 bytes without its last {@code =}. */
    static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9+/]{43}");

    /** Of the padding, not of the cipher. */
    private static final int BLOCK = 32;

    private static final int RANDOM = 16;
    private static final int LENGTH = 4;

    private final byte[] token;
    private final SecretKeySpec key;
    private final IvParameterSpec iv;
    private final byte[] receiver;

    /** Java's PKCS5Padding pads to 16 bytes and fails on more than that. */
    private final Ciphers ciphers = new Ciphers("AES/CBC/NoPadding");

    /**
     * @param receiver the corp id for a self-built app; empty for a smart robot of one's own organisation
     * @throws IllegalArgumentException when the token is empty or the key is none
     */
    WeComCrypto(String token, String encodingAesKey, String receiver) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("an empty Token vouches for nothing");
        }
        if (!AES_KEY.matcher(encodingAesKey).matches()) {
            throw new IllegalArgumentException("an EncodingAESKey has 43 letters and digits; copy it again");
        }
        this.token = bytes(token);
        // Three of four keys have bits to spare in the last character; this decoder does not mind.
        byte[] raw = Base64.getDecoder().decode(encodingAesKey + "=");
        this.key = new SecretKeySpec(raw, "AES");
        this.iv = new IvParameterSpec(raw, 0, RANDOM);
        this.receiver = bytes(receiver);
    }

    /** Whether {@code signature} is that of these parts as they were received; takes the same time either way. */
    boolean signed(String timestamp, String nonce, String sealed, String signature) {
        return MessageDigest.isEqual(bytes(sign(timestamp, nonce, sealed)), bytes(signature));
    }

    /** The signature in lower-case hexadecimal digits. */
    String sign(String timestamp, String nonce, String sealed) {
        MessageDigest digest = digest("SHA-1");
        Stream.of(token, bytes(timestamp), bytes(nonce), bytes(sealed))
                .sorted(Arrays::compareUnsigned)
                .forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The text in {@code sealed}.
     *
     * @throws SealedException when it was not sealed under this key, or not for this receiver
     */
    String open(String sealed) throws SealedException {
        byte[] plain = unpadded(decrypted(sealed));
        if (plain.length < RANDOM + LENGTH) {
            throw new SealedException("it is too short");
        }
        int length = ByteBuffer.wrap(plain, RANDOM, LENGTH).getInt();
        int from = RANDOM + LENGTH;
        if (length < 0 || length > plain.length - from) {
            throw new SealedException("its length field does not fit");
        }
        if (!MessageDigest.isEqual(receiver, Arrays.copyOfRange(plain, from + length, plain.length))) {
            throw new SealedException("it is meant for another receiver");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SealedException("it holds no UTF-8 text");
        }
    }

    /** @param random 16 bytes that nobody can foresee */
    String seal(String text, byte[] random) {
        if (random.length != RANDOM) {
            throw new IllegalArgumentException(random.length + " random bytes; it takes " + RANDOM);
        }
        byte[] message = bytes(text);
        int used = RANDOM + LENGTH + message.length + receiver.length;
        int padding = BLOCK - used % BLOCK;
        ByteBuffer plain = ByteBuffer.allocate(used + padding);
        plain.put(random).putInt(message.length).put(message).put(receiver);
        Arrays.fill(plain.array(), used, used + padding, (byte) padding);
        try {
            return Base64.getEncoder().encodeToString(ciphered(Cipher.ENCRYPT_MODE, plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks can always be encrypted", e);
        }
    }

    private byte[] decrypted(String sealed) throws SealedException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw new SealedException("it is not Base64");
        }
        if (bytes.length == 0 || bytes.length % BLOCK != 0) {
            throw new SealedException("its length is no multiple of " + BLOCK);
        }
        try {
            return ciphered(Cipher.DECRYPT_MODE, bytes);
        } catch (GeneralSecurityException e) {
            throw new SealedException("it cannot be decrypted");
        }
    }

    private static byte[] unpadded(byte[] padded) throws SealedException {
        int padding = padded[padded.length - 1] & 0xff;
        int wrong = padding < 1 || padding > BLOCK ? 1 : 0;
        for (int i = 1; i <= BLOCK; i++) {
            wrong |= i <= padding ? padded[padded.length - i] ^ padding : 0;
        }
        if (wrong != 0) {
            throw new SealedException("its padding is wrong");
        }
        return Arrays.copyOf(padded, padded.length - padding);
    }

    private byte[] ciphered(int mode, byte[] bytes) throws GeneralSecurityException {
        return ciphers.use(cipher -> {
            cipher.init(mode, key, iv);
            return cipher.doFinal(bytes);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
