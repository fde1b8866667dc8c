package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.sandbox.EventSeal.Sealed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The envelope against values computed by independent implementations of the platform's rules. */
class SandboxSealTest {

    private static final String KEY = "weekly-encrypt-key-01";
    private static final byte[] IV = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private static final String VERIFICATION =
            "{\"challenge\":\"c0ffee00-1234-5678-9abc-def012345678\",\"token\":\"vt-demo-token\",\"type\":\"url_verification\"}";
    private static final String VERIFICATION_SEALED =
            "{\"encrypt\":\"AAECAwQFBgcICQoLDA0OD7FyxU/uyh8IobIA/+RcGrSY3z7Myqye7QpJ7DBYei8RcLfLE7+vkyGA5c2nNgP7lFUsFNU1/qwLJ0gliiQxGEAUHIWdvKjBWmtEjQ0VIocUdXp6x4rWGxgR/EWI5ASaWhWgJ+HCnznmx5hkijbZJdg=\"}";
    private static final String MESSAGE =
            "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"ev-0001\",\"token\":\"vt-demo-token\",\"create_time\":\"1767600000123\",\"event_type\":\"im.message.receive_v1\",\"tenant_key\":\"t_demo\",\"app_id\":\"cli_demo000001\"},\"event\":{\"sender\":{\"sender_id\":{\"open_id\":\"ou_alice\"},\"sender_type\":\"user\",\"tenant_key\":\"t_demo\"},\"message\":{\"message_id\":\"om_0001\",\"create_time\":\"1767600000000\",\"update_time\":\"1767600000000\",\"chat_id\":\"oc_p2p1\",\"chat_type\":\"p2p\",\"message_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"本周：完成登录页 ✅\\\"}\"}}}";
    private static final String MESSAGE_SIGNATURE = "84eb79abadc3f0b54962bb171ba3ec459253a06c511ea2057665576c90a5d961";

    private final EventSeal seal = new EventSeal(KEY);

    @Test
    void aVerificationIsEncryptedAsThePlatformDoesIt() {
        assertThat(seal.envelope(VERIFICATION, IV)).isEqualTo(VERIFICATION_SEALED);
    }

    @Test
    void anEncryptedMessageCarriesThePlatformsSignature() {
        assertThat(MESSAGE.getBytes(UTF_8)).hasSize(497);
        byte[] body = seal.envelope(MESSAGE, IV).getBytes(UTF_8);

        assertThat(seal.signature("1767600000", "nonce-7f3a", body)).isEqualTo(MESSAGE_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"encrypt":"abc"}     | cf61bbe8eb98ce22de5a757634052cd0070bed9ef066318c65f4e76bf9b2a67f
                    { "encrypt": "abc" }  | e889701218ea713ee473f337fa3b85b278821dd3bd0e6137db9bc82621508409
                    {"text":"周报"}        | 6692570d70eb266bec7898f6d13a9181eeb1932b7e1c854f06ef79b46a857192
                    """)
    void theSignatureCoversTheBytesAsTheyAre(String body, String signature) {
        assertThat(seal.signature("1767600000", "nonce-7f3a", body.getBytes(UTF_8)))
                .isEqualTo(signature);
    }

    @Test
    void whatIsSealedOpensAgainAndNeverLooksTheSame() throws Exception {
        Sealed first = seal.seal(MESSAGE, 1767600000);
        Sealed second = seal.seal(MESSAGE, 1767600000);

        assertThat(Json.write(Envelopes.open(first.body().getBytes(UTF_8), KEY)))
                .isEqualTo(MESSAGE);
        assertThat(first.timestamp()).isEqualTo("1767600000");
        assertThat(first.signature())
                .isEqualTo(Envelopes.signature(
                        first.timestamp(), first.nonce(), KEY, first.body().getBytes(UTF_8)));
        assertThat(second.body()).isNotEqualTo(first.body());
        assertThat(second.nonce()).isNotEqualTo(first.nonce());
    }
}
