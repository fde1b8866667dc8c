package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Incoming;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import me.chanjar.weixin.cp.bean.message.WxCpXmlMessage;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast an encrypted message becomes words, beside the library that most apps on WeCom are written with: from the
 * body and the address's parameters by signature, decryption and XML to the text, its sender and its id. Run with
 * {@code mvn -Pbench -pl bot -am verify}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WeComReadingBenchmark {

    private static final String TIMESTAMP = "1767225660";
    private static final String NONCE = "n-1";
    private static final String TEXT =
            "1. 核心账务系统改造：完成对账模块联调，进度 80%，预计 12/20 上线\n2. 夜间批量压降：由 95 分钟降到 62 分钟\n" + "3. 商户入网流程：等法务确认，原定 12/6，改到 12/13";
    private static final String MESSAGE = "<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName>"
            + "<FromUserName><![CDATA[li.mei]]></FromUserName><CreateTime>1767225660</CreateTime>"
            + "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[" + TEXT + "]]></Content>"
            + "<MsgId>7300000000000000001</MsgId><AgentID>" + Settings.AGENT_ID + "</AgentID></xml>";

    private final Sealed sealed = Sealed.of(MESSAGE, TIMESTAMP);
    private final String signature = sealed.query().replaceFirst("msg_signature=([0-9a-f]*)&.*", "$1");
    private final byte[] body = sealed.body().getBytes(StandardCharsets.UTF_8);

    private final WeComCrypto crypto =
            new WeComCrypto(WeComCryptoTest.TOKEN, WeComCryptoTest.KEY, WeComCryptoTest.CORP);
    private final WeComEvents events = new WeComEvents("main");
    private final WxCpDefaultConfigImpl config = new WxCpDefaultConfigImpl();

    /** What either side makes of it. */
    record Words(String messageId, String sender, String text) {}

    @Setup
    public void prepare() throws SealedException {
        config.setCorpId(WeComCryptoTest.CORP);
        config.setToken(WeComCryptoTest.TOKEN);
        config.setAesKey(WeComCryptoTest.KEY);
        Words expected = new Words("7300000000000000001", "li.mei", TEXT);
        if (!expected.equals(rollcall()) || !expected.equals(wxJava())) {
            throw new IllegalStateException(rollcall() + " or " + wxJava() + " is not what was sent");
        }
    }

    @Benchmark
    public Words rollcall() throws SealedException {
        String encrypted = Xml.read(body).orElseThrow().at("Encrypt");
        if (!crypto.signed(TIMESTAMP, NONCE, encrypted, signature)) {
            throw new IllegalStateException("it is signed");
        }
        AgentDelivery delivery =
                AgentDelivery.of(Xml.read(crypto.open(encrypted)).orElseThrow());
        Incoming.Written written = (Incoming.Written) events.decode(delivery);
        return new Words(written.messageId(), written.sender().address(), written.text());
    }

    @Benchmark
    public Words wxJava() {
        WxCpXmlMessage read = WxCpXmlMessage.fromEncryptedXml(
                new String(body, StandardCharsets.UTF_8), config, TIMESTAMP, NONCE, signature);
        return new Words(Long.toString(read.getMsgId()), read.getFromUserName(), read.getContent());
    }
}
