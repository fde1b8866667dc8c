package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.chat.wecom.WeComCryptoTest.Broken;
import io.rollcall.bot.chat.wecom.WeComCryptoTest.Vector;
import java.nio.charset.StandardCharsets;
import me.chanjar.weixin.cp.bean.message.WxCpXmlMessage;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import me.chanjar.weixin.cp.util.crypto.WxCpCryptUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library that most apps on WeCom are written with, as the other side of the wire. */
class WeComRefereeTest {

    private final WeComCrypto ours = new WeComCrypto(WeComCryptoTest.TOKEN, WeComCryptoTest.KEY, WeComCryptoTest.CORP);
    private final WxCpDefaultConfigImpl config = new WxCpDefaultConfigImpl();

    @BeforeEach
    void configureIt() {
        config.setCorpId(WeComCryptoTest.CORP);
        config.setToken(WeComCryptoTest.TOKEN);
        config.setAesKey(WeComCryptoTest.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "周报 🚀", "<xml><Content><![CDATA[本周]]></Content></xml>"})
    void whatItSealsAndSignsIsAccepted(String text) throws Exception {
        for (String padding = ""; padding.length() < 33; padding += "-") {
            Xml.Element sealed =
                    Xml.read(new WxCpCryptUtil(config).encrypt(text + padding)).orElseThrow();

            assertThat(ours.signed(
                            sealed.at("TimeStamp"),
                            sealed.at("Nonce"),
                            sealed.at("Encrypt"),
                            sealed.at("MsgSignature")))
                    .isTrue();
            assertThat(ours.open(sealed.at("Encrypt"))).isEqualTo(text + padding);
        }
    }

    @Test
    void whatIsSealedAndSignedHereItVerifiesAndReads() {
        String sealed = ours.seal(Vector.MESSAGE.text, "fedcba9876543210".getBytes(StandardCharsets.US_ASCII));
        String body = "<xml><Encrypt><![CDATA[" + sealed + "]]></Encrypt></xml>";
        String signature = ours.sign("1767225660", "n-1", sealed);

        WxCpXmlMessage read = WxCpXmlMessage.fromEncryptedXml(body, config, "1767225660", "n-1", signature);

        assertThat(read.getFromUserName()).isEqualTo("li.mei");
        assertThat(read.getContent()).isEqualTo("本周:存管路由开发完成80%🚀");
        assertThat(read.getMsgId()).isEqualTo(7300000000000000001L);
        assertThatThrownBy(() -> WxCpXmlMessage.fromEncryptedXml(body, config, "1767225661", "n-1", signature))
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"PADDING_OF_ZERO", "PADDING_OF_33", "PADDING_BYTES_DIFFER", "ANOTHER_RECEIVER"})
    void whereItIsLaxerThanTheDocumentsWeAreNot(Broken broken) {
        assertThat(new WxCpCryptUtil(config).decrypt(broken.sealed)).isEqualTo("hello");
        assertThatThrownBy(() -> ours.open(broken.sealed)).hasMessage(broken.reason);
    }
}
