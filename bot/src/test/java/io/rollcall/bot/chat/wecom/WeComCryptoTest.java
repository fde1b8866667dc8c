package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's own sample, and vectors on which four implementations agree. */
class WeComCryptoTest {

    static final String TOKEN = "WkBotToken7";
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    static final String CORP = "ww0123456789abcdef";
    static final byte[] RANDOM = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final String OFFICIAL_TOKEN = "QDG6eK";
    private static final String OFFICIAL_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static final String OFFICIAL_CORP = "wx5823bf96d3bd56c7";

    private final WeComCrypto crypto = new WeComCrypto(TOKEN, KEY, CORP);

    /** What is sealed, how, and what comes of it when the random bytes are {@link #RANDOM}. */
    enum Vector {
        URL_VERIFICATION(
                CORP,
                "1767225600",
                "n0nce01",
                "7421965310486233417",
                "4a8bc77c364ce183eaacf78a5b9af1f9120b1415",
                "4j/AuRx71kQlxVlzbpsMWJHBkQGBqWTpWq90vpyyF/sK3RSGFVUK5pNRB5fYOVZfqtAVY8tJlVNiuHkG3vtC9A=="),
        MESSAGE(
                CORP,
                "1767225660",
                "n0nce02",
                "<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName><![CDATA[li.mei]]></FromUserName><CreateTime>1767225660</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[本周:存管路由开发完成80%🚀]]></Content><MsgId>7300000000000000001</MsgId><AgentID>1000002</AgentID></xml>",
                "66b7c2ec1489828219d23d44c000917b951d55c9",
                "4j/AuRx71kQlxVlzbpsMWKxB7gHkDjueA2E8RizjevPdNT8Dazn6ucjgJmkPbWw7itcoi6wVPKiSZin0/J99/2Jjz1L8YHc72S8xN6pJGUUlwFZtMYYRtgrkhOGO4K/q0Tf+MspRp5cTPs9BwI2LNRzB/lsPCmwrtIPV1gU6CDIRCynUWqklq099RrKQ2UXYRN5+b/o/OPNTzHS/seznB3FZKHlemCeCyU25Kf/Y1tPcY/W10D2gtKu2Elr3v8pidxgfD9738mLM+gNnyFcj8QgK9vTPro0rMjbPOnbMDeHTVt+qEmcV1YA49+6eK96OAbdC4aK+fPadVGEr9j5MsaCC0lEohIJJ7I/Qx4rWDTT295IDkli77ezRVpTGjS3sRCFM6XSG8KDKJAmdUylV6hjCBpughP/OhyhRg2RHwCzhliBCboDIIIs4bQOdc0OGMJl5SGteCIDReTT19zXORg=="),
        ROBOT_CALLBACK(
                "",
                "1767225720",
                "n0nce03",
                "{\"msgid\":\"m-0001\",\"aibotid\":\"aibDemo01\",\"chatid\":\"wrDemoChat01\",\"chattype\":\"group\",\"from\":{\"userid\":\"li.mei\"},\"response_url\":\"https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=DEMO\",\"msgtype\":\"text\",\"text\":{\"content\":\"@周报助手 本周完成联调\"}}",
                "651e5e70b9e35f23949bf10c0df644bf3cfa4135",
                "4j/AuRx71kQlxVlzbpsMWCqXC5xat1gO1zqVkIYU4UXbxx/FXmAkvIGJjpDHav5nVYc4A9lp+Mrc79KlWlUgGV0OMwHWTEixmc+NfS1jVGkTwGymnZ+fuVKEFV9c8p+IxTPsuRKohHPz+zdOkySMtwNc2UX3bqzM179x4GWYuNLYG/ZhPzKYgSDIaPx/zcJdgnjmFw0zxGbEVX08I0HUC2Ajh2P78p3+04Zd1D82U5N/kZrCvBsLOfoK6SThblzZgROdcZc2BBvZEkmmpkXqr8qDd9Kmx52BpsFgKzXA9FNen03CqZ+y52mOaNfM2Tg8t3qWGG+AZkXjdl9nlFpVPkF7Bf91ZF5H52+VMXESSf6iIynjcuMfch0VgoUWBhMosg7SJnUDssf0ACbVs2rkCsrc/zLVyyG7c59KVX8U6tY="),
        FULL_BLOCK_OF_PADDING(
                CORP,
                "1767225780",
                "n0nce04",
                "abcdefghijklmnopqrstuvwxyz",
                "0eec79893b5dc95017cd790d0bb63d6430a62288",
                "4j/AuRx71kQlxVlzbpsMWO9kIMy5sMRvIq8xx0hrt8p+ZqCblfvwKw8JL9fRtuKdp3OpG95oWuNz1driSrlWU696GlFQc+pCK7bekTF9UTFIZpGA4AazLTAyBmAC7x7x"),
        ONE_BYTE_OF_PADDING(
                CORP,
                "1767225840",
                "n0nce05",
                "abcdefghijklmnopqrstuvwxy",
                "b3854accc036cf9681bf851982720b546c6682d9",
                "4j/AuRx71kQlxVlzbpsMWDr1sZqu0+63Sd+35YdzG66/Pys4biKJoCL7IGxwmRieQbIUvkfBfexgYIxSDvBLLA=="),
        NO_RECEIVER_AND_FULL_BLOCK(
                "",
                "1767225900",
                "n0nce06",
                "{\"a\":\"bcde\"}",
                "069665e8e2c6de9a94f66a4aff08881da891e170",
                "4j/AuRx71kQlxVlzbpsMWD1AyAUKZalLJvsWDcLgfMn3GriYxtjUUldEDeWl8xrAhDkraBwkp9SPKl76G7tsCw=="),
        PASSIVE_REPLY(
                CORP,
                "1767225960",
                "n0nce07",
                "<xml><ToUserName><![CDATA[li.mei]]></ToUserName><FromUserName><![CDATA[ww0123456789abcdef]]></FromUserName><CreateTime>1767225960</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到，已记入 W01 周报]]></Content></xml>",
                "9504ddbae432fd30efaaed7de4ecf8c7d2587d54",
                "4j/AuRx71kQlxVlzbpsMWGV1SRrIwUTE3f49gbIykqPjKWRraEEEU+4mVlSC7H7AiI6G2mkpn9ac4eAOZfXLn0p3bMj/tYppu526hLF3yJX/uEzq0c0ZrYp697fx6tocyAWamtzUEvOLB/VRdEp5T9sEvf+N7uxyG1sjZ9iMDSHt6wcAeuJLcyOjGc1LUoyLsV2HnQDKlV9PK4KwFhr++wPrkXJgI3s34gtfsrqIhMpy5EN4AmM0PE3NLunEw8d46jj6iYMYX3P4MVA/VRnuo3mjm3SwDJr7kyoYxqwlOa81HpggnYVMTnQ45S2Npc36Lx19cGUjKhIc5uabYk7NDX/UPpYbEmzTtU7BGMTvKkAkHOt/mjxUPKqD9vbU4Qt+"),
        ROBOT_REPLY(
                "",
                "1767226020",
                "n0nce08",
                "{\"msgtype\":\"stream\",\"stream\":{\"id\":\"s-1\",\"finish\":true,\"content\":\"已记录 **1** 条\"}}",
                "564f286c4937137f67916e679a78104d06ba3a81",
                "4j/AuRx71kQlxVlzbpsMWASZ3QsuJwSvr1uyhk8wpjF2ynpaDiDbGR+DDSGyqWQi1FuW043TIHziLd7fKzALQEFzXUKHZkUtO2hT3wrcW2OyZQ45hGq1c+xdunxC/aJAJvf2gCV5uAoOYlcm5la2fs2Ic8LcJyHPNfJvnfKxB5k=");

        final String receiver;
        final String timestamp;
        final String nonce;
        final String text;
        final String signature;
        final String sealed;

        Vector(String receiver, String timestamp, String nonce, String text, String signature, String sealed) {
            this.receiver = receiver;
            this.timestamp = timestamp;
            this.nonce = nonce;
            this.text = text;
            this.signature = signature;
            this.sealed = sealed;
        }

        WeComCrypto crypto() {
            return new WeComCrypto(TOKEN, KEY, receiver);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSealedAndSignedIsByteForByteWhatOthersMakeOfIt(Vector vector) {
        String sealed = vector.crypto().seal(vector.text, RANDOM);

        assertThat(sealed).isEqualTo(vector.sealed);
        assertThat(vector.crypto().sign(vector.timestamp, vector.nonce, sealed)).isEqualTo(vector.signature);
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersSealedAndSignedIsOpened(Vector vector) throws Exception {
        assertThat(vector.crypto().signed(vector.timestamp, vector.nonce, vector.sealed, vector.signature))
                .isTrue();
        assertThat(vector.crypto().open(vector.sealed)).isEqualTo(vector.text);
    }

    @Test
    void thePlatformsOwnSampleOfAnAddressCheckIsOpened() throws Exception {
        WeComCrypto official = new WeComCrypto(OFFICIAL_TOKEN, OFFICIAL_KEY, OFFICIAL_CORP);
        String echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";

        assertThat(official.signed("1409659589", "263014780", echo, "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"))
                .isTrue();
        assertThat(official.open(echo)).isEqualTo("1616140317555161061");
    }

    @Test
    void thePlatformsOwnSampleOfAMessageIsOpened() throws Exception {
        WeComCrypto official = new WeComCrypto(OFFICIAL_TOKEN, OFFICIAL_KEY, OFFICIAL_CORP);
        String sealed =
                "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";

        assertThat(official.signed("1409659813", "1372623149", sealed, "477715d11cdb4164915debcba66cb864d751f3e6"))
                .isTrue();
        String xml = official.open(sealed);
        assertThat(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(xml.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("62f23e2db9188b2883215b599af3d8ffcaa3fae68770c8f84529cfc560683f32");
        AgentDelivery delivery = AgentDelivery.of(Xml.read(xml).orElseThrow());
        assertThat(delivery.sender()).isEqualTo("mycreate");
        assertThat(delivery.type()).isEqualTo("text");
        assertThat(delivery.at("Content")).isEqualTo("hello");
        assertThat(delivery.at("CreateTime")).isEqualTo("1409659813");
        assertThat(delivery.at("MsgId")).isEqualTo("4561255354251345929");
        assertThat(delivery.at("AgentID")).isEqualTo("218");
    }

    @Test
    void whatTheMostUsedLibraryMakesOfItsOwnTestIsMadeHereToo() {
        WeComCrypto theirs = new WeComCrypto("t", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wxb11529c136998cb6");

        assertThat(theirs.seal("我是中文abcd123", "aaaabbbbccccdddd".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==");
    }

    @Test
    void aSignatureIsThatOfTheSortedParts() {
        WeComCrypto b = new WeComCrypto("b", KEY, "");

        assertThat(b.sign("10", "9", "A")).isEqualTo("d9ff17992909a0334e209a779b0609ad6904bb25");
        assertThat(b.signed("10", "9", "A", "4a59303aa793ad401f7170fe096f645f6e8f58c7"))
                .as("unsorted")
                .isFalse();
    }

    @Test
    void aSignatureUnderAnotherTokenOrOfOtherPartsIsWrong() {
        Vector good = Vector.MESSAGE;
        WeComCrypto other = new WeComCrypto("WkBotToken8", KEY, CORP);

        assertThat(other.sign(good.timestamp, good.nonce, good.sealed))
                .isEqualTo("e7195dfd39e7a0225cebdf6a481d6657be7b9982");
        assertThat(other.signed(good.timestamp, good.nonce, good.sealed, good.signature))
                .isFalse();
        assertThat(crypto.signed("1767225661", good.nonce, good.sealed, good.signature))
                .isFalse();
        assertThat(crypto.signed(good.timestamp, "n0nce03", good.sealed, good.signature))
                .isFalse();
        assertThat(crypto.signed(good.timestamp, good.nonce, good.sealed + "A", good.signature))
                .isFalse();
        assertThat(crypto.signed(good.timestamp, good.nonce, good.sealed, good.signature.substring(1)))
                .isFalse();
        assertThat(crypto.signed(good.timestamp, good.nonce, good.sealed, "")).isFalse();
    }

    /** Each has one defect; the text of all but one is {@code hello}. */
    enum Broken {
        PADDING_OF_ZERO(
                "its padding is wrong",
                "4j/AuRx71kQlxVlzbpsMWFaAFjFdfdU3a02cv1AHfO7GmN5DYWDNBoJjd25Qo5EOlIMUo5ptM18N37vGHnfX2g=="),
        PADDING_OF_33(
                "its padding is wrong",
                "4j/AuRx71kQlxVlzbpsMWFaAFjFdfdU3a02cv1AHfO7NkFbUK7h+W17BYAN0umCugik6OZhvPLj1nNxdaS2wvg=="),
        LENGTH_BEYOND_THE_END(
                "its length field does not fit",
                "4j/AuRx71kQlxVlzbpsMWNmvccfXmm9FVgbMblabX92jZDHGAkWbWLEiTYKIW6duBtcyLmsRu+ajHBrmyVPTxQ=="),
        NEGATIVE_LENGTH(
                "its length field does not fit",
                "4j/AuRx71kQlxVlzbpsMWOSZR7xrrks35VBHPHd/wHKjDO2v6vLP7apPOip4gPWadf+vaOQt6n/KrRDrf6eNeg=="),
        HALF_A_BLOCK("its length is no multiple of 32", "6cPvirI0U+bwdJzWNueojg=="),
        PADDING_BYTES_DIFFER(
                "its padding is wrong",
                "4j/AuRx71kQlxVlzbpsMWFaAFjFdfdU3a02cv1AHfO5cZ7PdT3CvWIYSqmmJj1HR6t30riiZ4dfVRACqVbxJfA=="),
        ANOTHER_RECEIVER(
                "it is meant for another receiver",
                "4j/AuRx71kQlxVlzbpsMWJL3fuZkZ0VoNxTQFvbgN9PI7+ea7OeUWQssr1uBx8Y1yj3jt2OZ7+hFigDaFBV9Hw==");

        final String reason;
        final String sealed;

        Broken(String reason, String sealed) {
            this.reason = reason;
            this.sealed = sealed;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotSealedAsItShouldIsRefusedWithTheReasonAndNothingOfTheText(Broken broken) {
        assertThatThrownBy(() -> crypto.open(broken.sealed))
                .isInstanceOf(SealedException.class)
                .hasMessage(broken.reason)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "AAECAwQFBgcICQoLDA0ODw==",
                "no base64",
                "周报",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ=="
            })
    void whatIsNoSealedTextAtAllIsRefused(String nothing) {
        assertThatThrownBy(() -> crypto.open(nothing)).isInstanceOf(SealedException.class);
    }

    @Test
    void aTextForNobodyIsNotTakenForOneForTheOrganisation() {
        assertThatThrownBy(() -> crypto.open(Vector.ROBOT_CALLBACK.sealed))
                .hasMessage("it is meant for another receiver");
        assertThatThrownBy(() -> Vector.ROBOT_CALLBACK.crypto().open(Vector.MESSAGE.sealed))
                .hasMessage("it is meant for another receiver");
    }

    @Test
    void everyAlteredByteIsNoticedOrChangesTheTextAndNothingElseIsThrown() {
        byte[] sealed = Base64.getDecoder().decode(Vector.FULL_BLOCK_OF_PADDING.sealed);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 0x41;
            String text;
            try {
                text = crypto.open(Base64.getEncoder().encodeToString(altered));
            } catch (SealedException e) {
                continue;
            }
            assertThat(text).isNotEqualTo(Vector.FULL_BLOCK_OF_PADDING.text);
        }
    }

    @Test
    void textsOfEveryLengthGoThereAndBack() throws Exception {
        for (int length = 0; length <= 130; length++) {
            String text = "周".repeat(length % 7) + "x".repeat(length);
            assertThat(crypto.open(crypto.seal(text, RANDOM))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "周AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
            })
    void aKeyThatIsNoneIsRefusedWithoutSayingWhatItIs(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeComCrypto(TOKEN, key, CORP))
                .withMessageContaining("43")
                .satisfies(e -> assertThat(
                                key.isEmpty() || !String.valueOf(e.getMessage()).contains(key))
                        .isTrue());
        assertThatIllegalArgumentException().isThrownBy(() -> new WeComCrypto("", KEY, CORP));
    }
}
