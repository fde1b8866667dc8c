package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {

    private static final String PRESS = "<xml><FromUserName><![CDATA[li.mei]]></FromUserName><SelectedItems>"
            + "<SelectedItem><QuestionKey>status</QuestionKey><OptionIds><OptionId>risk</OptionId></OptionIds>"
            + "</SelectedItem><SelectedItem><QuestionKey>days</QuestionKey><OptionIds><OptionId>mon</OptionId>"
            + "<OptionId>tue</OptionId></OptionIds></SelectedItem></SelectedItems></xml>";

    @Test
    void elementsAndTheirTextAreRead() {
        Xml.Element xml = Xml.read(
                        "<?xml version=\"1.0\"?>\n<xml>\n <a>1 &lt; 2 &amp;&#x5468;</a>\n <b><![CDATA[<x>]]></b>"
                                + "<c/> <b>again</b></xml>\n")
                .orElseThrow();

        assertThat(xml.name()).isEqualTo("xml");
        assertThat(xml.at("a")).isEqualTo("1 < 2 &周");
        assertThat(xml.at("b")).isEqualTo("<x>");
        assertThat(xml.all("b")).extracting(Xml.Element::text).containsExactly("<x>", "again");
        assertThat(xml.at("c")).isEmpty();
        assertThat(xml.at("d")).isEmpty();
    }

    @Test
    void aTextInPiecesIsOneText() {
        assertThat(Xml.read("<xml><a>本<![CDATA[周]]>完<!-- no -->成</a></xml>")
                        .orElseThrow()
                        .at("a"))
                .isEqualTo("本周完成");
    }

    @Test
    void oneSelectionIsAListLikeSeveral() {
        assertThat(AgentDelivery.of(Xml.read(PRESS).orElseThrow()).json().path("SelectedItems"))
                .hasToString("[{\"QuestionKey\":\"status\",\"OptionIds\":[\"risk\"]},"
                        + "{\"QuestionKey\":\"days\",\"OptionIds\":[\"mon\",\"tue\"]}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "<xml>",
                "<xml></xml><xml/>",
                "<xml></xml>x",
                "<xml>&x;</xml>",
                "<xml>&nbsp;</xml>",
                "<!DOCTYPE xml><xml/>",
                "<!DOCTYPE xml [<!ENTITY x \"y\">]><xml>&x;</xml>",
                "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><xml>&x;</xml>",
                "<!DOCTYPE xml [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/\"> %x;]><xml/>",
                "<!DOCTYPE xml PUBLIC \"-//x\" \"http://127.0.0.1:1/x.dtd\"><xml/>",
                "<?php x?><xml/>",
                "<xml><?target x?></xml>",
                "<a><b><c><d><e><f><g><h><i/></h></g></f></e></d></c></b></a>",
                "{\"encrypt\":\"x\"}",
            })
    void anythingElseIsNoneOfThePlatforms(String text) {
        assertThat(Xml.read(text)).isEmpty();
    }

    @Test
    void entitiesThatGrowAreNotEvenLookedAt() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE xml [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"&l")
                    .append(i - 1)
                    .append(";&l")
                    .append(i - 1)
                    .append(";\">");
        }
        laughs.append("]><xml>&l29;</xml>");

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(3),
                () -> assertThat(Xml.read(laughs.toString())).isEmpty());
    }

    @Test
    void aMillionElementsAreNotKept() {
        assertThat(Xml.read("<xml>" + "<a/>".repeat(250_000) + "</xml>")).isEmpty();
        assertThat(Xml.read("<xml>" + "<a/>".repeat(900) + "</xml>")).isPresent();
        assertThat(Xml.read("<a>".repeat(250_000))).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8AreNoneOfThePlatforms() {
        assertThat(Xml.read(new byte[] {'<', 'x', '>', (byte) 0xff, '<', '/', 'x', '>'}))
                .isEmpty();
        assertThat(Xml.read("<?xml version=\"1.0\" encoding=\"UTF-16\"?><x>周</x>".getBytes(StandardCharsets.UTF_16)))
                .isEmpty();
        assertThat(Xml.read("<x>周</x>".getBytes(StandardCharsets.UTF_8))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingThatCouldComeMakesItThrow(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(PRESS);
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "<>&;![]CDATA-?/\"'\u0000\ud83d周x".charAt(random.nextInt(20)));
                    default -> text.setCharAt(at, (char) random.nextInt(0x3000));
                }
            }
            assertThatCode(() -> Xml.read(text.toString()))
                    .as("seed %s, round %s", seed, i)
                    .doesNotThrowAnyException();
        }
    }
}
