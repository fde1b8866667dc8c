package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.text.ReviewTexts;
import io.rollcall.core.review.FindingKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReviewCommandTest {

    private static final String BEFORE = """
            # 2025-W23

            Created: 2025年6月6日 18:02

            ## 【O1 门店业务】

            1. 门店分账：联调进度60%，预计6月12日上线
            2. 电子回单：下周完成评审

            # 下周工作及目标

            1. 海岚银行代付协议续签
            """;

    private static final String AFTER = """
            # 2025-W24

            ## 【O1 门店业务】

            1. 门店分账：联调进度75%，预计6月20日上线
            2. 电子回单：下周完成评审
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void twoWeeks() throws IOException {
        Files.writeString(folder.resolve("a.md"), AFTER);
        Files.writeString(folder.resolve("b.md"), BEFORE);
    }

    private int run(String... arguments) {
        return Rollcall.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void printsOneFindingALineForScripts() {
        int code = run(
                "review",
                "--json",
                folder.resolve("a.md").toString(),
                folder.resolve("b.md").toString());

        List<JsonNode> findings =
                out.toString().lines().map(new JsonMapper()::readTree).toList();
        assertThat(findings)
                .extracting(finding -> finding.at("/kind").asString())
                .containsExactly("slipped", "stale", "plan_unanswered");
        JsonNode slipped = findings.get(0);
        assertThat(slipped.propertyNames())
                .containsExactly("week", "line", "kind", "item", "before", "explain", "quotes", "confidence");
        assertThat(slipped.at("/week").asString()).isEqualTo("2025-W24");
        assertThat(slipped.at("/line").asInt()).isEqualTo(5);
        assertThat(slipped.at("/item").asString()).isEqualTo("门店分账");
        assertThat(slipped.at("/before").asString()).isEqualTo("2025-W23:7");
        assertThat(slipped.at("/explain").asString()).isEqualTo("门店分账上线：6/12 → 6/20，延期 8 天");
        assertThat(slipped.at("/quotes").values())
                .extracting(JsonNode::asString)
                .containsExactly("门店分账：联调进度60%，预计6月12日上线", "门店分账：联调进度75%，预计6月20日上线");
        assertThat(slipped.at("/confidence").asDouble()).isBetween(0.5, 1.0);
        assertThat(findings.get(2).at("/line").isNull()).isTrue();
        assertThat(findings.get(2).at("/before").asString()).isEqualTo("2025-W23:12");
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void tellsPeopleBySectionWithTheWordsOfBothWeeks() {
        int code = run("review", folder.toString());

        assertThat(out.toString()).isEqualTo("""
                ━━ 2025-W23：没有发现

                ━━ 2025-W24：3 处

                【O1 门店业务】
                  门店分账  [延期]
                     门店分账上线：6/12 → 6/20，延期 8 天
                     │ 2025-W23:7  门店分账：联调进度60%，预计6月12日上线
                     │ 2025-W24:5  门店分账：联调进度75%，预计6月20日上线
                  电子回单  [照抄未更新]
                     连续 2 期原文相同；「下周完成评审」当时指 6/9–6/15，现在读来是 6/16–6/22
                     │ 2025-W23:8  电子回单：下周完成评审
                     │ 2025-W24:6  电子回单：下周完成评审

                【下周工作及目标】
                  海岚银行代付协议续签  [上周计划无回应]
                     上周计划「海岚银行代付协议续签」，本期没有任何回应
                     │ 2025-W23:12  海岚银行代付协议续签
                     │ 2025-W24  （未提及）

                共 2 份周报，3 处：照抄未更新 1 · 延期 1 · 上周计划无回应 1
                """);
        assertThat(code).isZero();
    }

    @Test
    void speaksEnglishWhenAsked() {
        run("review", "--lang", "en", folder.toString());

        assertThat(out.toString()).contains("门店分账上线: 6/12 → 6/20, 8 days later").contains("2 reports, 3 findings");
    }

    @Test
    void wantsOneReportAWeek() throws IOException {
        Files.writeString(folder.resolve("c.md"), AFTER);

        assertThat(run("review", folder.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("a.md", "c.md", "2025-W24", "one report a week");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatWouldWorkWhereAFileTellsNoWeekOrIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.md"), "1. 门店分账：联调中\n");

        assertThat(run("review", file.toString())).isEqualTo(2);
        assertThat(run("review", folder.resolve("none.md").toString())).isEqualTo(2);
        assertThat(run("review")).isEqualTo(2);
        assertThat(run("review", "--lang", "fr", folder.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(4);
        assertThat(err.toString())
                .contains("2024-W47.md")
                .contains("there is no file")
                .contains("zh or en");
    }

    @Test
    void everyReasonAndKindIsThereInBothLanguages() {
        ResourceBundle.Control none =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        ResourceBundle english = ResourceBundle.getBundle("messages/review", Locale.ROOT, none);
        ResourceBundle chinese = ResourceBundle.getBundle("messages/review", Locale.CHINESE, none);

        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        for (FindingKind kind : FindingKind.values()) {
            assertThat(ReviewTexts.in(Locale.CHINESE).kind(kind)).isNotBlank();
        }
    }
}
