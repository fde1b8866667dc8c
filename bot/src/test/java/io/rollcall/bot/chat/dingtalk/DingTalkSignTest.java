package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DingTalkSignTest {

    @ParameterizedTest
    @CsvSource({
        "1767225600000, i2c5tiV6h/3SNAw2dFLqlaqeECJxGo/5aOpgXbGdttM=, i2c5tiV6h%2F3SNAw2dFLqlaqeECJxGo%2F5aOpgXbGdttM%3D",
        "1767225601000, cCSPaI8Bo4Y/EqFJQgcpi+LMpRc34eWIfaQ0DBDpXFU=, cCSPaI8Bo4Y%2FEqFJQgcpi%2BLMpRc34eWIfaQ0DBDpXFU%3D"
    })
    void aWebhooksSignatureIsThatOfThePlatform(String timestamp, String sign, String inAddress) {
        assertThat(DingTalkSign.of(timestamp, Settings.WEBHOOK_SECRET)).isEqualTo(sign);
        assertThat(HttpUrl.get("https://nowhere.invalid/robot/send")
                        .newBuilder()
                        .addQueryParameter("sign", sign)
                        .build()
                        .toString())
                .endsWith("?sign=" + inAddress);
    }

    @ParameterizedTest
    @CsvSource({
        "without a line feed, 1767225600000%s, lMpDFxjrwBH1LR32VcMLr29xA8RxHn3CAb57dClGDqo=",
        "a backslash and an n, '1767225600000\\n%s', WH2rBbdTytBjlujP0fu04m+u6mxgFNInqor80Ad/wT8=",
        "seconds, '1767225600\n%s', lfs8hLmo1wuaYehcWElBlP0T0avQCFZ3yTk9eksp6R8=",
    })
    void aMistakeInWhatIsSignedIsFoundOut(String mistake, String signed, String sign) throws Exception {
        String secret = Settings.WEBHOOK_SECRET;

        assertThat(hmac(secret, signed.formatted(secret))).as(mistake).isEqualTo(sign);
        assertThat(DingTalkSign.isRight("1767225600000", secret, sign)).isFalse();
    }

    @Test
    void theSchemeOfAnotherPlatformIsFoundOut() throws Exception {
        String secret = Settings.WEBHOOK_SECRET;
        String sign = "vxM5XvKa+F8VL+ZDWvpjMef5gocGibhpPqu5j1sUKoU=";

        assertThat(hmac("1767225600000\n" + secret, "")).isEqualTo(sign);
        assertThat(DingTalkSign.isRight("1767225600000", secret, sign)).isFalse();
    }

    @Test
    void aCallbacksSignatureIsThatOfThePlatform() {
        String h1 = "p3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c=";
        String h2 = "40Ob0JzyeMxTUcOCXAvIlfoaenrFk42K660dROU65vk=";

        assertThat(DingTalkSign.isRight("1767225600000", Settings.SECRET, h1)).isTrue();
        assertThat(DingTalkSign.isRight("1767229200001", Settings.SECRET, h2)).isTrue();
        assertThat(DingTalkSign.isRight("1767225600000", Settings.SECRET, h2)).isFalse();
        assertThat(DingTalkSign.isRight("1767225600000", Settings.SECRET, "")).isFalse();
        assertThat(DingTalkSign.isRight("", Settings.SECRET, h1)).isFalse();
        assertThat(DingTalkSign.isRight("1767225600000", Settings.SECRET + "x", h1))
                .isFalse();
    }

    private static String hmac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
