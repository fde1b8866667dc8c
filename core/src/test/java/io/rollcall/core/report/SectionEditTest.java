package io.rollcall.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rollcall.core.report.Payments.Replies;
import io.rollcall.core.round.Reply;
import io.rollcall.core.understand.ParsedNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a section that somebody else than its owners wrote into. */
class SectionEditTest {

    private static final Instant AT = Instant.parse("2024-12-06T09:30:00Z");
    private static final Instant BEFORE = AT.minusSeconds(60);
    private static final Instant LATER = AT.plusSeconds(60);
    private static final ReportWords WORDS = new ReportWords(Locale.CHINESE, Enum::name);

    private final ReportCompiler compiler = new ReportCompiler(Payments.TEAM);
    private final SectionText texts = new SectionText(Payments.TEAM, Payments.WEEK.last());

    @Test
    void the_section_reads_as_it_was_edited_and_every_other_line_of_the_report_stays() {
        Replies replies = new Replies()
                .text(Payments.LIN, Payments.O1, "1. 存管路由：联调，进度60%\n2. 对账平台：上线")
                .text(Payments.CHEN, Payments.O2, "• 灰度");

        List<String> before = lines(replies, List.of());
        List<String> after =
                lines(replies, List.of(edit("1. 存管路由：联调，进度60%\n2. 对账平台：上线", "1. 存管路由：联调，进度60%\n2. 对账平台：已上线")));

        assertThat(LineChange.between(before, after)).containsExactly(new LineChange("2. 对账平台：上线", "2. 对账平台：已上线"));
    }

    @Test
    void a_section_that_nobody_wrote_is_written_by_the_editor_and_its_owners_are_still_told_of() {
        Report report = compile(new Replies(), List.of(edit("", "1. 补记的一条")));

        ReportSection section = section(report);
        assertThat(section.passages()).singleElement().satisfies(passage -> {
            assertThat(passage.nodes()).extracting(ParsedNode::text).containsExactly("补记的一条");
            assertThat(passage.member()).isEqualTo(Payments.CHEN);
        });
        assertThat(section.standing()).isEqualTo(Standing.UPDATED);
        assertThat(section.worthNaming()).hasSize(2);
    }

    @Test
    void lines_that_stay_remain_their_writers_and_new_ones_are_the_editors() {
        Replies replies =
                new Replies().text(Payments.LIN, Payments.O1, "1. 存管路由").text(Payments.ZHOU, Payments.O1, "1. 终端采购");

        Report report = compile(replies, List.of(edit("1. 存管路由\n2. 终端采购", "1. 存管路由\n2. 插入\n3. 终端采购")));

        assertThat(section(report).passages())
                .extracting(Passage::member)
                .containsExactly(Payments.LIN, Payments.CHEN, Payments.ZHOU);
        assertThat(text(report)).isEqualTo("1. 存管路由\n2. 插入\n3. 终端采购");
    }

    @Test
    void lines_that_stay_were_said_by_the_same_replies_and_new_ones_by_none() {
        Replies replies = new Replies()
                .text(Payments.LIN, Payments.O1, "1. 存管路由\n  • 压测\n  • 灰度")
                .text(Payments.ZHOU, Payments.O1, "1. 终端采购\n  • 压测");

        Report report = compile(
                replies,
                List.of(edit(
                        "1. 存管路由\n  • 压测\n  • 灰度\n2. 终端采购\n  • 压测",
                        "1. 存管路由\n  • 压测\n  • 灰度 50%\n2. 终端采购\n  • 压测\n  • 压测")));

        assertThat(section(report).passages().stream().flatMap(Passage::lines))
                .extracting(line -> line.item().text(), Passage.Line::origin)
                .containsExactly(
                        tuple("存管路由", new Origin(Payments.LIN, 1)),
                        tuple("压测", new Origin(Payments.LIN, 1)),
                        tuple("灰度 50%", Origin.without(Payments.CHEN)),
                        tuple("终端采购", new Origin(Payments.ZHOU, 2)),
                        tuple("压测", new Origin(Payments.ZHOU, 2)),
                        tuple("压测", Origin.without(Payments.CHEN)));
    }

    @Test
    void what_an_owner_adds_later_stands_below_what_was_edited() {
        SectionEdit edit = edit("1. 甲\n2. 乙", "1. 甲\n2. 乙（改）");

        SectionEdit.Reading reading = edit.over("1. 甲\n2. 乙\n3. 丙");

        assertThat(reading).isEqualTo(new SectionEdit.Reading("1. 甲\n2. 乙（改）\n3. 丙", false));
    }

    @Test
    void what_an_owner_changes_elsewhere_leaves_the_edit_as_it_is() {
        SectionEdit edit = edit("1. 甲\n2. 乙\n3. 丙", "1. 甲\n2. 乙（改）\n3. 丙");

        assertThat(edit.over("1. 甲 80%\n2. 乙\n3. 丙").text()).isEqualTo("1. 甲 80%\n2. 乙（改）\n3. 丙");
        assertThat(edit.over("1. 乙\n2. 丙")).isEqualTo(new SectionEdit.Reading("2. 乙（改）\n2. 丙", false));
    }

    @Test
    void an_edited_line_that_its_owner_changes_afterwards_reads_as_the_owner_has_it() {
        SectionEdit edit = edit("1. 甲\n2. 乙", "1. 甲（改）\n2. 乙（改）");

        SectionEdit.Reading reading = edit.over("1. 甲\n2. 乙 80%");

        assertThat(reading).isEqualTo(new SectionEdit.Reading("1. 甲（改）\n2. 乙 80%", true));
    }

    @Test
    void the_same_change_by_both_is_no_disagreement_and_is_made_once() {
        SectionEdit edit = edit("1. 甲", "1. 甲 80%\n2. 乙");

        assertThat(edit.over("1. 甲 80%\n2. 乙")).isEqualTo(new SectionEdit.Reading("1. 甲 80%\n2. 乙", false));
    }

    @Test
    void what_both_have_added_is_there_once_and_what_one_has_added_besides_it_stays() {
        assertThat(edit("1. 甲", "1. 甲\n2. 乙").over("1. 甲\n2. 乙\n3. 丙"))
                .isEqualTo(new SectionEdit.Reading("1. 甲\n2. 乙\n3. 丙", false));
    }

    @Test
    void an_edit_that_is_insisted_on_wins_where_both_changed_a_line_and_nowhere_else() {
        SectionEdit edit = edit("1. 甲\n2. 乙\n3. 丙", "1. 甲（改）\n2. 乙\n3. 丙\n4. 丁");

        assertThat(edit.insistedOver("1. 甲 80%\n2. 乙 90%\n3. 丙\n4. 戊"))
                .isEqualTo("1. 甲（改）\n2. 乙 90%\n3. 丙\n4. 戊\n4. 丁");
        assertThat(edit.insistedOver("1. 甲 80%\n2. 乙\n3. 丙\n4. 丁\n5. 戊")).isEqualTo("1. 甲（改）\n2. 乙\n3. 丙\n4. 丁\n5. 戊");
    }

    @Test
    void whoever_starts_over_is_read_as_they_have_it_and_nothing_of_theirs_is_lost() {
        SectionEdit edit = edit("1. 甲\n2. 乙", "1. 甲\n2. 乙（改）");

        SectionEdit.Reading reading = edit.over("1. 子\n2. 丑\n3. 寅");

        assertThat(reading).isEqualTo(new SectionEdit.Reading("1. 子\n2. 丑\n3. 寅", true));
    }

    @Test
    void what_is_taken_back_takes_what_was_edited_of_it_along() {
        assertThat(edit("1. 甲", "1. 甲（改）").over("")).isEqualTo(new SectionEdit.Reading("", true));
    }

    @Test
    void what_an_owner_said_anew_holds_until_they_change_what_they_had_written() {
        SectionEdit answer = new SectionEdit(Payments.O1, "1. 甲\n2. 乙", "1. 甲甲\n2. 乙", Payments.LIN, true, AT);
        List<SectionEdit> edits = List.of(edit("1. 甲\n2. 乙", "1. 甲\n2. 乙（改）"), answer);

        Replies added =
                new Replies().text(Payments.LIN, Payments.O1, "1. 甲\n2. 乙").text(Payments.LIN, Payments.O1, "丙");
        assertThat(text(compile(added, edits))).isEqualTo("1. 甲甲\n2. 乙\n丙");
        Replies changed = new Replies().text(Payments.LIN, Payments.O1, "1. 甲 80%\n2. 乙");
        assertThat(text(compile(changed, edits))).isEqualTo("1. 甲 80%\n2. 乙（改）");
    }

    @Test
    void an_edit_lies_over_what_was_said_of_single_lines_before() {
        Replies replies = new Replies().text(Payments.LIN, Payments.O1, "1. 进度5\n2. 乙");
        List<Amendment> said = List.of(said("进度5", "进度35", BEFORE));
        String base = text(compile(replies, said, List.of()));

        assertThat(base).isEqualTo("1. 进度35\n2. 乙");
        assertThat(text(compile(replies, said, List.of(edit(base, "1. 进度50\n2. 乙")))))
                .isEqualTo("1. 进度50\n2. 乙");
        assertThat(text(compile(replies, said, List.of(edit(base, "1. 进度35\n2. 乙（改）")))))
                .isEqualTo("1. 进度35\n2. 乙（改）");
    }

    @Test
    void what_is_said_of_a_line_after_it_was_edited_counts_and_the_rest_of_the_edit_stays() {
        Replies replies = new Replies().text(Payments.LIN, Payments.O1, "1. 进度5\n2. 乙");
        List<Amendment> said = List.of(said("进度5", "进度35", LATER));
        SectionEdit edit = edit("1. 进度5\n2. 乙", "1. 进度50\n2. 乙（改）");

        assertThat(text(compile(replies, said, List.of(edit)))).isEqualTo("1. 进度35\n2. 乙（改）");
        assertThat(edit.over("1. 进度35\n2. 乙").overruled()).isTrue();
    }

    @Test
    void what_is_said_of_a_line_that_only_the_edit_has_counts_until_the_next_edit() {
        Replies replies = new Replies().text(Payments.LIN, Payments.O1, "1. 甲\n2. 乙");
        SectionEdit edit = edit("1. 甲\n2. 乙", "1. 进度50\n2. 乙");

        assertThat(text(compile(replies, List.of(said("进度50", "进度35", LATER)), List.of(edit))))
                .isEqualTo("1. 进度35\n2. 乙");
        assertThat(text(compile(replies, List.of(said("进度50", "进度35", BEFORE)), List.of(edit))))
                .as("the editor has seen it, and insists")
                .isEqualTo("1. 进度50\n2. 乙");
    }

    @Test
    void what_an_owner_said_anew_holds_whatever_they_say_of_single_lines_before_and_after() {
        Replies replies = new Replies().text(Payments.LIN, Payments.O1, "1. 进度5\n2. 乙\n3. 丙");
        Amendment before = said("进度5", "进度35", BEFORE);
        Amendment after = said("乙", "乙：完成", LATER);
        SectionEdit anew =
                new SectionEdit(Payments.O1, "1. 进度35\n2. 乙\n3. 丙", "1. 进度35\n2. 乙\n3. 丙丙", Payments.LIN, true, AT);

        assertThat(text(compile(replies, List.of(before), List.of(anew)))).isEqualTo("1. 进度35\n2. 乙\n3. 丙丙");
        assertThat(text(compile(replies, List.of(before, after), List.of(anew))))
                .isEqualTo("1. 进度35\n2. 乙：完成\n3. 丙丙");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. 甲\n2. 乙",
                "• 甲\n  • 乙\n    • 丙\n• 丁",
                "1. 甲\n  • 乙\n2. 丙",
                "一句话，没有编号",
                "甲\n乙\n丙",
                "1. [x] 甲\n2. [ ] 乙",
                "> 引用",
                "1. 甲\n续一句\n2. 乙",
                "存管：\n1. 甲\n2. 乙\n终端：\n1. 丙",
                "1. 2024年目标\n2. **粗** _斜_ `码` <b>",
                "【小标题】\n1. 甲\n2. 乙",
                "1. 甲\n\n段落一\n\n段落二",
                "- 甲\n1. 乙\n2. 丙",
                "①甲\n②乙",
                "| 表 | 头 |",
            })
    void text_that_nobody_changed_is_read_as_it_was(String typed) {
        Replies replies = new Replies().text(Payments.LIN, Payments.O1, typed);
        Report report = compile(replies, List.of());
        String written = text(report);

        List<Passage> read = texts.read(written, Payments.O1, section(report).passages(), Payments.CHEN);

        assertThat(texts.write(Payments.O1, read)).isEqualTo(written);
        assertThat(read).allSatisfy(passage -> assertThat(passage.member()).isEqualTo(Payments.LIN));
        String whole = markdown(report);
        Report again = compile(replies, List.of(edit(written, written + "\n• 末尾新增")));
        // A list of another kind below it may move a list by a blank.
        assertThat(LineChange.between(stripped(whole), stripped(markdown(again))))
                .as(written)
                .hasSize(1)
                .allMatch(LineChange::isNew);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void one_changed_line_leaves_all_others_byte_for_byte(long seed) {
        Random random = new Random(seed);
        Replies replies = new Replies().text(Payments.LIN, Payments.O1, anyText(random));
        Report report = compile(replies, List.of());
        String written = text(report);
        List<String> changed = new ArrayList<>(written.lines().toList());
        int at = random.nextInt(changed.size());
        while (changed.get(at).isBlank()) {
            at = random.nextInt(changed.size());
        }
        changed.set(at, changed.get(at) + "（改）");

        Report edited = compile(replies, List.of(edit(written, String.join("\n", changed))));

        assertThat(LineChange.between(lines(markdown(report)), lines(markdown(edited))))
                .as(written)
                .singleElement()
                .satisfies(change -> assertThat(change.after()).isEqualTo(change.before() + "（改）"));
    }

    private static String anyText(Random random) {
        List<String> words = List.of("存管路由", "云钱包", "对账：完成", "进度60%", "预计12/20上线", "成功率 99.99%", "收单接口改造");
        StringBuilder text = new StringBuilder();
        int lines = 1 + random.nextInt(8);
        boolean numbered = random.nextBoolean();
        for (int i = 0; i < lines; i++) {
            int depth = i == 0 ? 0 : random.nextInt(3);
            text.append("  ".repeat(depth))
                    .append(depth == 0 && numbered ? (i + 1) + ". " : "- ")
                    .append(words.get(random.nextInt(words.size())))
                    .append(i)
                    .append('\n');
        }
        return text.toString();
    }

    private static SectionEdit edit(String base, String text) {
        return new SectionEdit(Payments.O1, base, text, Payments.CHEN, false, AT);
    }

    private static Amendment said(String before, String after, Instant at) {
        return new Amendment(Payments.O1, Payments.LIN, before, before, after, at);
    }

    private Report compile(Replies replies, List<SectionEdit> edits) {
        return compile(replies, List.of(), edits);
    }

    private Report compile(Replies replies, List<Amendment> said, List<SectionEdit> edits) {
        List<Reply> all = replies.all();
        return compiler.compile(Payments.WEEK, 0, List.of(), all, Map.of(), Map.of(), said, edits);
    }

    private static ReportSection section(Report report) {
        return report.allSections()
                .filter(section -> section.id().equals(Payments.O1))
                .findFirst()
                .orElseThrow();
    }

    private String text(Report report) {
        return texts.write(Payments.O1, section(report).passages());
    }

    private static String markdown(Report report) {
        return new MarkdownRenderer(Payments.TEAM, WORDS).render(report);
    }

    private List<String> lines(Replies replies, List<SectionEdit> edits) {
        return lines(markdown(compile(replies, edits)));
    }

    private static List<String> stripped(String text) {
        return text.lines().map(String::strip).toList();
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
