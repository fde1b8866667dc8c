package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors computed apart from this code, in Python and with the platform's own SDK where that is right. */
class FeishuCryptoTest {

    static final String KEY = "weekly-encrypt-key-01";

    /** A5: the console checks an address. */
    static final String URL_VERIFICATION_BODY =
            "{\"encrypt\":\"AAECAwQFBgcICQoLDA0OD7FyxU/uyh8IobIA/+RcGrSY3z7Myqye7QpJ7DBYei8RcLfLE7+vkyGA5c2nNgP7lFUsFNU1"
                    + "/qwLJ0gliiQxGEAUHIWdvKjBWmtEjQ0VIocUdXp6x4rWGxgR/EWI5ASaWhWgJ+HCnznmx5hkijbZJdg=\"}";

    /** A6: a message. */
    static final String MESSAGE_BODY =
            "{\"encrypt\":\"AAECAwQFBgcICQoLDA0OD0lVlmnoXciqW3dO/pF0o2ujImn9Yxz709/S7SSz9meSAkPR1zNpyB4uYKqrCnYXT8Zw4G73"
                    + "LlK1rTcF5QIcfJWTKrkOosd9O96KIzw+faxqMzY1eWobCrKSZkcP+p0g+6clpd6diGCOQI55IQMEMdJ2AjUxLFEokG83p4PD7WNxjRc4"
                    + "fFvW9iheG99p7DcDH0jq71cmhAOvpYJiSGLyycJH0eJgubvU9ydYKqsEd2MKApXeiHGqUD8mnr5Pksr8EwwVEEBESGlZdS5GRcWVpah/"
                    + "iHBFZUL23BeINL9F1yX9vfQ+mx+mMF9U6kYDL8DOJKgRRCtsCIvBsHeGXp8v+c89d9rkMEWOh3NZyY9gQIWUj3pg2FsVKCyHzZoOV0LC"
                    + "DJDUVPGFOPoTp0CtmZPXBc+HnCSB8iLi8oTgu2K9B2wlTZMex5Goo1Q6MP9UZgpd68dI2aZT8zzvPw5UALgbv+GMK/IIO24WGhKYSAL0"
                    + "BCnr9JpQUJ/mlA56Ksa9OJjZRFNxAnNwX5eJ7MWzhoQ36QIZL5gzHSQPS8cKGFg7t96wZIxoHyo0xpKduIFhNcT50uiC68aEOHX/lrLm"
                    + "jxPaEiM9GFpEvc5I/8nNaoplVMV/mNF9RZs7ik+r09IIrR/1esix8wTFBJO4f4+VDUee0aTXIqe0T1O7v+5qJJ8Gn6Ii\"}";

    private static final String TIMESTAMP = "1767600000";
    private static final String NONCE = "nonce-7f3a";

    private final FeishuCrypto crypto = new FeishuCrypto(KEY);

    @Test
    void opensTheSampleOfTheOfficialGuide() {
        assertThat(new FeishuCrypto("test key").open("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="))
                .contains("hello world");
    }

    @ParameterizedTest
    @CsvSource({
        "test key, fa2bdca424f01f01ffb48df93acc35d439c7fd331a1a7fba6ac2fd83aa9ab31a",
        "weekly-encrypt-key-01, ec63312cadf13d73fde793ba096d81cb672d083467080cee66de1e86e8c3eb61"
    })
    void theCipherGoesByAHashOfTheKey(String key, String hash) {
        assertThat(FeishuCrypto.sha256().digest(key.getBytes(StandardCharsets.UTF_8)))
                .asHexString()
                .isEqualToIgnoringCase(hash);
    }

    @Test
    void opensTextOfEveryLengthAndKeepsItsEnd() {
        assertThat(crypto.open("AAECAwQFBgcICQoLDA0OD2b3zVrNTxJPKPpyMyJaxQg=")).contains("hello weekly");
        assertThat(crypto.open("AAECAwQFBgcICQoLDA0OD3je39GUkhVlxE7Ts4QPC3L+U6Bn6390DZLLDLoImaeX"))
                .as("as long as a block")
                .contains("0123456789abcdef");
        assertThat(crypto.open("AAECAwQFBgcICQoLDA0OD3f07ddEpC4FnHb5cIat/aSuSWCEm6kSH971jUx6oh8f"))
                .as("ending in Chinese")
                .contains("周报：完成登录页");
        assertThat(crypto.open("AAECAwQFBgcICQoLDA0OD1y9V5+OrlG4CvbyC6PBpuwZkT5Cm8xD8o2eJj0yqQJR"))
                .as("ending in a line feed")
                .contains("ends with newline\n");
    }

    @Test
    void opensAnEvent() throws Exception {
        String plain = crypto.open(sealedIn(MESSAGE_BODY)).orElseThrow();

        assertThat(plain.getBytes(StandardCharsets.UTF_8)).hasSize(497);
        assertThat(FeishuCrypto.sha256().digest(plain.getBytes(StandardCharsets.UTF_8)))
                .asHexString()
                .isEqualToIgnoringCase("afd141fa44469433dd111bfa6020d4f42b40d3f2f0c99811331ff8b9e79d763e");
    }

    @Test
    void opensAUrlVerification() {
        assertThat(crypto.open(sealedIn(URL_VERIFICATION_BODY)))
                .contains("{\"challenge\":\"c0ffee00-1234-5678-9abc-def012345678\",\"token\":\"vt-demo-token\","
                        + "\"type\":\"url_verification\"}");
    }

    @Test
    void opensNothingThatWasNotSealedWhole() {
        byte[] whole = Base64.getDecoder().decode(sealedIn(MESSAGE_BODY));
        byte[] altered = whole.clone();
        altered[altered.length - 1] ^= 1;

        assertThat(crypto.open("no base64 at all!")).isEmpty();
        assertThat(crypto.open("")).isEmpty();
        assertThat(crypto.open(base64(new byte[16])))
                .as("no block after the vector")
                .isEmpty();
        assertThat(crypto.open(base64(new byte[31]))).isEmpty();
        assertThat(crypto.open(base64(java.util.Arrays.copyOf(whole, whole.length - 1))))
                .as("a byte short")
                .isEmpty();
        assertThat(crypto.open(base64(java.util.Arrays.copyOf(whole, whole.length - 16))))
                .as("a block short, so that the padding is gone")
                .isEmpty();
        assertThat(crypto.open(base64(altered))).as("altered padding").isEmpty();
        assertThat(new FeishuCrypto("another key").open(sealedIn(MESSAGE_BODY)))
                .as("another key")
                .isEmpty();
        assertThat(crypto.open(Sealed.base64(KEY, new byte[] {'a', (byte) 0xc3, 'b'})))
                .as("no UTF-8")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"encrypt\":\"abc\"}|cf61bbe8eb98ce22de5a757634052cd0070bed9ef066318c65f4e76bf9b2a67f",
                "{ \"encrypt\": \"abc\" }|e889701218ea713ee473f337fa3b85b278821dd3bd0e6137db9bc82621508409",
                "{\"text\":\"周报\"}|6692570d70eb266bec7898f6d13a9181eeb1932b7e1c854f06ef79b46a857192"
            })
    void vouchesForABodyToTheByte(String body, String signature) {
        assertThat(signed(body, signature)).isTrue();
        assertThat(signed(body + " ", signature)).isFalse();
    }

    @Test
    void vouchesForAnEventUnlessAnythingIsAltered() {
        String signature = "84eb79abadc3f0b54962bb171ba3ec459253a06c511ea2057665576c90a5d961";
        byte[] body = MESSAGE_BODY.getBytes(StandardCharsets.UTF_8);

        assertThat(signed(MESSAGE_BODY, signature)).isTrue();
        assertThat(signed(MESSAGE_BODY, signature.substring(0, 63) + "2")).isFalse();
        assertThat(signed(MESSAGE_BODY, signature.substring(0, 63))).isFalse();
        assertThat(signed(MESSAGE_BODY, "")).isFalse();
        assertThat(signed(MESSAGE_BODY.replace("AAEC", "AAED"), signature)).isFalse();
        assertThat(crypto.signed("1767600001", NONCE, body, signature)).isFalse();
        assertThat(crypto.signed(TIMESTAMP, "nonce-7f3b", body, signature)).isFalse();
        assertThat(new FeishuCrypto("another key").signed(TIMESTAMP, NONCE, body, signature))
                .isFalse();
    }

    private boolean signed(String body, String signature) {
        return crypto.signed(TIMESTAMP, NONCE, body.getBytes(StandardCharsets.UTF_8), signature);
    }

    private static String sealedIn(String body) {
        return body.substring("{\"encrypt\":\"".length(), body.length() - 2);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
