package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.review.Answer.Kind;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsweredLineTest {

    private static final Finding SLIPPED =
            Reviewed.one(FindingKind.SLIPPED, "1. 门店分账：联调中，预计12/5上线", "1. 门店分账：联调中，预计12/20上线");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            门店分账：联调中，预计12/5上线                     | 门店分账：已完成
            门店分账：累计接入312家，联调中，预计12/5上线      | 门店分账：累计接入312家，已完成
            门店分账：开发完成，进度80%，预计12/5上线          | 门店分账：开发完成，已完成
            门店分账联调中，预计12/5上线                       | 门店分账已完成
            票据池正在对接，预计12/5上线                       | 票据池已完成
            """)
    void doneLeavesNothingThatIsStillAhead(String line, String expected) {
        Finding finding = about(line);

        Optional<Rewording> change = change(finding, new Answer(Kind.DONE, "已完成"));

        assertThat(change).contains(new Rewording(line, expected));
        ParsedNode.Item item = read(expected);
        assertThat(item.status()).isEqualTo(Status.DONE);
        assertThat(item.facts())
                .noneMatch(fact -> fact instanceof Fact.Dated date && date.role() == Fact.Role.PLANNED)
                .noneMatch(Fact.Progress.class::isInstance);
    }

    @Test
    void theMembersOwnWordsForDoneStandWhereTheySayIt() {
        assertThat(change(SLIPPED, new Answer(Kind.DONE, "已经上线了")))
                .contains(new Rewording("门店分账：联调中，预计12/20上线", "门店分账：已经上线"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12/27       | 门店分账：联调中，预计12/27上线
            12月27日    | 门店分账：联调中，预计12月27日上线
            下周五      | 门店分账：联调中，预计下周五上线
            """)
    void anotherDayTakesThePlaceOfTheOneThatWasPromised(String day, String expected) {
        assertThat(change(SLIPPED, new Answer(Kind.MOVED, day)))
                .contains(new Rewording("门店分账：联调中，预计12/20上线", expected));
    }

    @Test
    void aLineWithoutADayGetsOne() {
        Finding withdrawn = Reviewed.one(FindingKind.WITHDRAWN, "1. 票据池：联调中，预计12/20上线", "1. 票据池：联调继续推进");

        assertThat(change(withdrawn, new Answer(Kind.MOVED, "12/25")))
                .contains(new Rewording("票据池：联调继续推进", "票据池：联调继续推进，预计12/25"));
        assertThat(change(withdrawn, new Answer(Kind.AS_PLANNED, "仍按原计划")))
                .contains(new Rewording("票据池：联调继续推进", "票据池：联调继续推进，预计12/20"));
    }

    @Test
    void asPlannedBringsThePromisedDayBack() {
        assertThat(change(SLIPPED, new Answer(Kind.AS_PLANNED, "仍按原计划")))
                .contains(new Rewording("门店分账：联调中，预计12/20上线", "门店分账：联调中，预计12/5上线"));
    }

    @Test
    void ofSeveralDaysTheOneThatWasAskedAboutIsMoved() {
        Finding slipped = Reviewed.one(FindingKind.SLIPPED, "1. 门店分账：提测12/9，上线12/20", "1. 门店分账：提测12/9，上线12/27");

        assertThat(change(slipped, new Answer(Kind.MOVED, "12/24")))
                .contains(new Rewording("门店分账：提测12/9，上线12/27", "门店分账：提测12/9，上线12/24"));
    }

    @Test
    void pausedSaysSoAndPromisesNothing() {
        Rewording change = change(SLIPPED, new Answer(Kind.PAUSED, "暂停")).orElseThrow();

        assertThat(read(change.after()).status()).isEqualTo(Status.PAUSED);
        assertThat(change.after()).startsWith("门店分账：").doesNotContain("12/20");
    }

    @Test
    void whatIsMissingComesBackAsItWasOrAsItIsNow() {
        Finding silent = Reviewed.one(FindingKind.SILENT, "1. 票据池：联调中，预计12/5上线\n2. 网关：扩容中", "1. 网关：扩容继续\n2. 对账：开发中");

        assertThat(change(silent, new Answer(Kind.AS_PLANNED, "仍按原计划")))
                .contains(new Rewording(null, "票据池：联调中，预计12/5上线"));
        assertThat(change(silent, new Answer(Kind.DONE, "已完成"))).contains(new Rewording(null, "票据池：已完成"));
        assertThat(change(silent, new Answer(Kind.MOVED, "12/20"))).contains(new Rewording(null, "票据池：联调中，预计12/20上线"));
    }

    @Test
    void aWrongClaimIsPutRightAsItFollowsFromBothFigures() {
        Finding claim = Reviewed.one(FindingKind.CLAIM, "1. 收款成功率：99.85%", "1. 收款成功率：99.97%，较上周提升0.21个百分点");

        assertThat(Correction.of(claim)).map(Correction::shown).contains("0.12 个百分点");
        assertThat(change(claim, new Answer(Kind.CORRECTED, "0.12 个百分点")).map(Rewording::after))
                .contains("收款成功率：99.97%，较上周提升0.12个百分点");
        assertThat(Choices.of(claim)).startsWith(Kind.CORRECTED, Kind.RIGHT);
    }

    @Test
    void aClaimInTheWrongDirectionIsTurned() {
        Finding claim = Reviewed.one(FindingKind.CLAIM, "1. 收款成功率：99.97%", "1. 收款成功率：99.85%，较上周提升0.12个百分点");

        assertThat(change(claim, new Answer(Kind.CORRECTED, "-0.12 个百分点")).map(Rewording::after))
                .contains("收款成功率：99.85%，较上周下降0.12个百分点");
        assertThat(Correction.of(claim)).map(Correction::shown).contains("-0.12 个百分点");
    }

    @Test
    void aFigureOfOnesOwnTakesThePlaceOfTheWrongOne() {
        Finding claim = Reviewed.one(FindingKind.CLAIM, "1. 商户累计接入312家", "1. 商户累计接入340家，本周新增52家");

        assertThat(change(claim, new Answer(Kind.CORRECTED, "28家")).map(Rewording::after))
                .contains("商户累计接入340家，本周新增28家");
    }

    @Test
    void anExplanationChangesNothing() {
        for (Kind kind : new Kind[] {Kind.RIGHT, Kind.EXPLAINED, Kind.ONGOING, Kind.MUTED}) {
            assertThat(change(SLIPPED, new Answer(kind, "口径调整"))).isEmpty();
        }
        assertThat(change(SLIPPED, new Answer(Kind.MOVED, ""))).as("no day yet").isEmpty();
    }

    private static Optional<Rewording> change(Finding finding, Answer answer) {
        return AnsweredLine.change(finding, answer, "已完成", "暂停", "预计");
    }

    /** Something noticed in this line, whatever it is. */
    private static Finding about(String line) {
        Finding.Place place = new Finding.Place(SLIPPED.weeks(), 5);
        String name = line.contains("：") ? line.substring(0, line.indexOf('：')) : line.substring(0, line.indexOf('，'));
        return new Finding(
                FindingKind.OVERDUE,
                SLIPPED.weeks(),
                5,
                "重点项目",
                7,
                name,
                place,
                new Finding.Why("overdue", List.of(name, "12/5", "1")),
                List.of(new Finding.Quote(place, line)),
                0.9);
    }

    private static ParsedNode.Item read(String line) {
        return AnsweredLine.read(line, SLIPPED.weeks().last()).orElseThrow();
    }
}
