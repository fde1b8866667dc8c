package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.feishu.Frame.Header;
import java.util.List;
import java.util.Random;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames byte for byte; the first five were made with the platform's own protobuf classes. */
class FrameTest {

    static final String PING = "08001000180120002a0c0a0474797065120470696e67";
    static final String PING_33554678 = "0800100018f681801020002a0c0a0474797065120470696e67";
    static final String EVENT = "08071063180120012a0d0a047479706512056576656e742a110a0a6d6573736167655f696412036d2d312a"
            + "080a0373756d1201312a080a037365711201302a100a0874726163655f6964120474722d3142107b22736368656d61223a22322e"
            + "30227d";
    static final String ANSWER =
            "08071063180120012a0d0a047479706512056576656e742a110a0a6d6573736167655f696412036d2d312a"
                    + "080a0373756d1201312a080a037365711201302a100a0874726163655f6964120474722d312a0c0a0662697a5f72741202313242"
                    + "0c7b22636f6465223a3230307d";
    static final String PONG =
            "08001000180120002a0c0a04747970651204706f6e6742537b225265636f6e6e656374436f756e74223a2d312c"
                    + "225265636f6e6e656374496e74657276616c223a3132302c225265636f6e6e6563744e6f6e6365223a33302c2250696e67496e7465"
                    + "7276616c223a39307d";

    @ParameterizedTest
    @ValueSource(strings = {PING, PING_33554678, EVENT, ANSWER, PONG})
    void whatIsReadIsWrittenTheSame(String hex) {
        assertThat(frame(hex).encode().hex()).isEqualTo(hex);
    }

    @Test
    void aPingNamesItsService() {
        assertThat(Frame.ping(1).encode().hex()).isEqualTo(PING);
        assertThat(Frame.ping(33554678).encode().hex()).isEqualTo(PING_33554678);
    }

    @Test
    void anEventIsReadWithItsHeaders() {
        Frame event = frame(EVENT);

        assertThat(event.seqId()).isEqualTo(7);
        assertThat(event.logId()).isEqualTo(99);
        assertThat(event.service()).isEqualTo(1);
        assertThat(event.method()).isEqualTo(Frame.DATA);
        assertThat(event.type()).isEqualTo("event");
        assertThat(event.header("message_id")).isEqualTo("m-1");
        assertThat(event.header("sum")).isEqualTo("1");
        assertThat(event.header("seq")).isEqualTo("0");
        assertThat(event.header("nothing")).isEmpty();
        assertThat(event.payload().utf8()).isEqualTo("{\"schema\":\"2.0\"}");
    }

    @Test
    void anAnswerIsTheFrameItselfWithTheTimeItTook() {
        assertThat(frame(EVENT)
                        .answered(12, ByteString.encodeUtf8("{\"code\":200}"))
                        .encode()
                        .hex())
                .isEqualTo(ANSWER);
    }

    @Test
    void aPongBringsTerms() {
        ConnectionTerms terms = ConnectionTerms.USUAL.with(
                Json.object(frame(PONG).payload().toByteArray()).orElseThrow());

        assertThat(terms.tries()).isEqualTo(-1);
        assertThat(terms.interval()).hasSeconds(120);
        assertThat(terms.jitter()).hasSeconds(30);
        assertThat(terms.ping()).hasSeconds(90);
        assertThat(terms.patience()).hasSeconds(225);
    }

    @Test
    void senselessTermsAreNotTaken() {
        ConnectionTerms terms = ConnectionTerms.USUAL.with(Json.object(
                        "{\"ReconnectCount\":\"x\",\"ReconnectInterval\":0,\"ReconnectNonce\":-1,\"PingInterval\":99999999}")
                .orElseThrow());

        assertThat(terms).isEqualTo(ConnectionTerms.USUAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Numbers at their ends, and what an int32 below 0 looks like.
                "08ffffffffffffffffff0110ffffffffffffffffff0118ffffffffffffffffff012001",
                // Every optional field.
                "08001000180120003204677a69703a046a736f6e42027b7d4a026c31",
            })
    void allFieldsAreKept(String hex) {
        assertThat(frame(hex).encode().hex()).isEqualTo(hex);
    }

    @Test
    void theLargestNumbersAreRead() {
        Frame frame = frame("08ffffffffffffffffff0110ffffffffffffffffff0118ffffffffffffffffff012001");

        assertThat(frame.seqId()).isEqualTo(-1);
        assertThat(frame.service()).isEqualTo(-1);
    }

    @Test
    void whatIsUnknownIsPassedOver() {
        // A varint 10, eight bytes 11, bytes 12, four bytes 13; and a third field within a header.
        String unknown = "5096015901020304050607086202abcd6d01020304";
        assertThat(frame(unknown + PING + unknown).encode().hex()).isEqualTo(PING);
        assertThat(frame("08001000180120002a0e0a0474797065120470696e671801").headers())
                .containsExactly(new Header("type", "ping"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // Something that must be there is missing: each of the four, and a header's key or value.
                "100018012000",
                "080018012000",
                "080010002000",
                "080010001801",
                "08001000180120002a060a0474797065",
                "08001000180120002a06120470696e67",
                // The number of a field is 0, or too large.
                "00000800100018012000",
                "ffffffff7f0800100018012000",
                // A known field of the wrong kind.
                "0a000800100018012000",
                "08001000180120002801",
                "08001000180120004001",
                // Groups, and kinds that do not exist.
                "08001000180120005354",
                "08001000180120005600",
                // A number without its end, of eleven bytes, and of more than 64 bits.
                "0880",
                "08ffffffffffffffffffff01100018012000",
                "08ffffffffffffffffff02100018012000",
                // A length beyond the end, of the frame and of a header, and one below 0.
                "080010001801200042057b7d",
                "08001000180120002a0c0a7f74797065120470696e67",
                "080010001801200042ffffffffffffffffff01",
                "080010001801200042ffffffff0f7b7d",
                // Fewer than eight bytes, and than four.
                "080010001801200059010203",
                "08001000180120006d0102",
            })
    void whatIsNoFrameIsTold(String hex) {
        assertThat(Frame.decode(ByteString.decodeHex(hex))).isEmpty();
    }

    @Test
    void moreHeadersThanAnybodyUsesAreNoFrame() {
        String header = "2a0c0a0474797065120470696e67";
        assertThat(Frame.decode(ByteString.decodeHex("0800100018012000" + header.repeat(64))))
                .isPresent();
        assertThat(Frame.decode(ByteString.decodeHex("0800100018012000" + header.repeat(65))))
                .isEmpty();
    }

    @Test
    void everyBeginningOfAFrameIsEitherOneOrNone() {
        ByteString whole = ByteString.decodeHex(EVENT);
        for (int length = 0; length < whole.size(); length++) {
            // Beyond the four numbers a cut between two fields leaves a frame.
            Frame.decode(whole.substring(0, length))
                    .ifPresent(frame -> assertThat(Frame.decode(frame.encode())).contains(frame));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20241206, 7400000001L})
    void whateverComesNothingIsThrown(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = ByteString.decodeHex(EVENT).toByteArray();
            for (int flips = 0; flips <= random.nextInt(6); flips++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            ByteString damaged = ByteString.of(bytes);
            Frame.decode(damaged)
                    .ifPresent(frame -> assertThat(Frame.decode(frame.encode()))
                            .as("seed %d: %s", seed, damaged.hex())
                            .isPresent());
        }
    }

    private static Frame frame(String hex) {
        return Frame.decode(ByteString.decodeHex(hex)).orElseThrow();
    }

    /** A frame as the platform would send it. */
    static Frame event(String messageId, int sum, int seq, String payload) {
        return new Frame(
                7,
                99,
                1,
                Frame.DATA,
                List.of(
                        new Header("type", "event"),
                        new Header("message_id", messageId),
                        new Header("sum", Integer.toString(sum)),
                        new Header("seq", Integer.toString(seq)),
                        new Header("trace_id", "tr-1")),
                "",
                "",
                ByteString.encodeUtf8(payload),
                "");
    }
}
