package io.rollcall.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Fact;
import io.rollcall.core.message.Message.Field;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Person;
import io.rollcall.core.message.Message.Series;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.team.Account;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a chat that only knows text says of the richer parts. */
class InWordsTest {

    @Test
    void factsBecomeLinesWithTheirNames() {
        assertThat(words(new Part.Facts(List.of(
                        new Fact("截止", "12/6 17:30"),
                        new Fact("Due", "Friday"),
                        new Fact("", "已提交"),
                        new Fact("备注", "")))))
                .containsExactly(lines("截止：12/6 17:30", "Due: Friday", "已提交", "备注"));
    }

    @Test
    void aTableIsReadRowByRow() {
        assertThat(words(new Part.Table(
                        List.of("指标", "上周", "本周"),
                        List.of(List.of("交易笔数", "1,204", "1,377"), List.of("成功率", "", "99.2%")))))
                .containsExactly(lines("交易笔数：上周 1,204，本周 1,377", "成功率：本周 99.2%"));
        assertThat(words(new Part.Table(List.of("Owner", "State"), List.of(List.of("Lin", "done")))))
                .containsExactly(lines("Lin: done"));
        assertThat(words(new Part.Table(List.of("指标"), List.of()))).isEmpty();
    }

    @Test
    void aChartIsReadAlongItsPoints() {
        assertThat(words(new Part.Chart(
                        "日均交易额",
                        "万元",
                        List.of("46周", "47周", "48周"),
                        List.of(new Series(
                                "余额", Arrays.asList(new BigDecimal("12.50"), null, new BigDecimal("1E+2")))))))
                .containsExactly(new Part.Text("日均交易额（万元）"), lines("余额：46周 12.50 → 48周 100"));
    }

    @Test
    void whatIsFoldedLiesOpen() {
        assertThat(words(new Part.Fold(
                        "【云钱包】", List.of(new Part.Text("开户接口联调"), new Part.Facts(List.of(new Fact("进度", "80%")))))))
                .containsExactly(new Part.Heading("【云钱包】"), new Part.Text("开户接口联调"), lines("进度：80%"));
    }

    @Test
    void aRowBelowAnotherIsALineBelowIt() {
        assertThat(words(new Part.Table(
                        List.of("指标", "本周"), List.of(List.of("可用性", ""), List.of(Part.Table.BELOW + "年度", "99.99%")))))
                .containsExactly(new Part.Lines(List.of(new Line(1, "•", "可用性"), new Line(2, "•", "年度：99.99%"))));
    }

    @Test
    void peopleAreNamedALinkIsWrittenOutAndAFormSaysWhatToDoInstead() {
        Account account = new Account("feishu", "main", "ou_1");
        Part form = new Part.Form(
                List.of(
                        new Field("o1", "O1", "每行一条", "1. 对账\n  • 灰度", true),
                        new Field("o2", "O2", "每行一条", "", true),
                        new Field("o3", "", "", "", false)),
                new Button("提交", true, Map.of("act", "fill")),
                "直接回复即可");

        assertThat(words(new Part.Mention(List.of(new Person("林晓", account), new Person("周楠", account)))))
                .containsExactly(new Part.Text("@林晓 @周楠"));
        assertThat(words(new Part.Link("全文", "https://docs.example.com/d/1")))
                .containsExactly(new Part.Text("全文：https://docs.example.com/d/1"));
        assertThat(words(form))
                .containsExactly(
                        new Part.Heading("O1"),
                        new Part.Lines(List.of(new Line(1, "", "1. 对账"), new Line(2, "", "• 灰度"))),
                        new Part.Heading("O2"),
                        new Part.Note("每行一条"),
                        new Part.Note("直接回复即可"));
    }

    @Test
    void whatCanBeShownStaysAsItIsAlsoWithinAFold() {
        Part table = new Part.Table(List.of("a"), List.of(List.of("b")));
        Message message = new Message(
                "t", Tone.NEUTRAL, "s", List.of(Block.of(new Part.Divider(), new Part.Fold("f", List.of(table)))));

        assertThat(message.inWords(part -> true)).isEqualTo(message);
        assertThat(message.inWords(Part.Table.class::isInstance).blocks().get(0).parts())
                .containsExactly(new Part.Divider(), new Part.Heading("f"), table);
    }

    @Test
    void whatCouldNotBeShownAnywhereIsNotMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part.Table(List.of("a", "b"), List.of(List.of("1"))))
                .withMessageContaining("1 cells in a table of 2 columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part.Chart("t", "", List.of("1"), List.of(new Series("s", List.of()))))
                .withMessageContaining("0 values over 1 points");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part.Fold("t", List.of(new Part.Fold("u", List.of()))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Part.Link("t", "javascript:alert(1)"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part.Form(List.of(), new Button("b", true, Map.of()), ""));
    }

    private static List<Part> words(Part part) {
        return new Message("t", Tone.NEUTRAL, "s", List.of(Block.of(part)))
                .inWords(any -> false)
                .blocks()
                .get(0)
                .parts();
    }

    private static Part.Lines lines(String... texts) {
        return new Part.Lines(
                Arrays.stream(texts).map(text -> new Line(1, "•", text)).toList());
    }
}
