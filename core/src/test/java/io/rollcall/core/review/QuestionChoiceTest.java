package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.review.QuestionChoice.Chosen;
import io.rollcall.core.review.QuestionChoice.Situation;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuestionChoiceTest {

    private static final MemberId LIN = new MemberId("lin");
    private static final MemberId ZHOU = new MemberId("zhou");
    private static final MemberId SU = new MemberId("su");
    private static final List<MemberId> ALL = List.of(LIN, ZHOU, SU);
    private static final ReportWeeks WEEKS = ReportWeeks.of(new ReportWeek(2024, 49));
    private static final RoundId ROUND = new RoundId(new TeamId("harbour"), new ReportWeek(2024, 49));
    private static final Instant NOW = Instant.parse("2024-12-06T03:00:00Z");

    private static final Team TEAM = new Team(
            new TeamId("harbour"),
            "港湾",
            ZoneId.of("Asia/Shanghai"),
            Locale.CHINESE,
            Timetable.DEFAULT,
            null,
            null,
            ALL.stream()
                    .map(id -> new Member(id, id.value(), new Account("feishu", "main", "ou_" + id)))
                    .toList(),
            List.of(section("wallet", LIN, ZHOU), section("gateway", ZHOU, null), section("ledger", SU, LIN)),
            ReportTemplate.DEFAULT);

    @Test
    void theMostUsefulComeFirst() {
        List<RoundFinding> findings = List.of(
                finding(FindingKind.SAME_N_WEEKS, 1, LIN, 0.9),
                finding(FindingKind.STALE, 2, LIN, 0.9),
                finding(FindingKind.SLIPPED, 3, LIN, 0.95),
                finding(FindingKind.OVERDUE, 4, LIN, 0.9),
                finding(FindingKind.CLAIM, 5, LIN, 0.85));

        assertThat(choose(findings, List.of()))
                .extracting(chosen -> chosen.about().finding().kind())
                .containsExactly(FindingKind.CLAIM, FindingKind.OVERDUE);
    }

    @Test
    void whatIsUnsureOrWasDoneEarlyOrHasItsReasonIsNotAsked() {
        List<RoundFinding> findings = List.of(
                finding(FindingKind.CLAIM, 1, LIN, 0.6),
                finding(FindingKind.PULLED_IN, 2, LIN, 0.9),
                about(FindingKind.SLIPPED, 3, LIN, 0.95, "门店分账因对方排期，预计12/20上线"),
                about(FindingKind.CLAIM, 4, LIN, 0.9, "门店分账：暂停，成功率较上周提升3%"));

        assertThat(choose(findings, List.of())).isEmpty();
    }

    @Test
    void thereIsOneQuestionAboutAnItemHoweverMuchIsNoticedOfIt() {
        List<RoundFinding> findings =
                List.of(finding(FindingKind.CLAIM, 1, LIN, 0.9), finding(FindingKind.SLIPPED, 1, LIN, 0.95));

        assertThat(choose(findings, List.of())).hasSize(1);
    }

    @Test
    void whatSomebodyDoesNotWantToBeAskedAboutIsLeftAlone() {
        RoundFinding slipped = finding(FindingKind.SLIPPED, 7, LIN, 0.95);
        RoundFinding fresh = finding(FindingKind.CLAIM, 0, LIN, 0.9);
        MutedItem numbered = new MutedItem(LIN, slipped.section(), 7, "旧名");
        MutedItem named = new MutedItem(LIN, fresh.section(), 0, fresh.finding().item());

        assertThat(choose(List.of(slipped, fresh), List.of(numbered, named))).isEmpty();
        assertThat(choose(List.of(slipped), List.of(new MutedItem(ZHOU, slipped.section(), 7, "旧名"))))
                .as("another's wish")
                .hasSize(1);
        RoundFinding known = finding(FindingKind.CLAIM, 9, LIN, 0.9);
        assertThat(choose(
                        List.of(known),
                        List.of(new MutedItem(
                                LIN, known.section(), 0, known.finding().item()))))
                .as("the next week the ledger has a number for it")
                .isEmpty();
    }

    @Test
    void whatIsMissingIsAskedWhenNothingMoreIsExpected() {
        RoundFinding silent = missing(FindingKind.SILENT, 3, LIN);

        assertThat(QuestionChoice.choose(situation(Set.of(), Set.copyOf(ALL), 2, false, List.of()), List.of(silent)))
                .isEmpty();
        assertThat(QuestionChoice.choose(situation(Set.of(), Set.copyOf(ALL), 2, true, List.of()), List.of(silent)))
                .extracting(Chosen::member)
                .containsExactly(LIN);
    }

    @Test
    void ofTheLineOfSomebodyWhoIsAwayTheOthersOfTheSectionAreAsked() {
        RoundFinding slipped = finding(FindingKind.SLIPPED, 3, LIN, 0.95);

        assertThat(QuestionChoice.choose(
                        situation(Set.of(LIN), Set.copyOf(ALL), 2, false, List.of()), List.of(slipped)))
                .extracting(Chosen::member)
                .as("the deputy of the section")
                .containsExactly(ZHOU);
        assertThat(QuestionChoice.choose(situation(Set.of(LIN), Set.of(LIN), 2, false, List.of()), List.of(slipped)))
                .isEmpty();
    }

    /** Rounds in which anything is noticed at any time, of anybody, and in any order. */
    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyIsAskedTooMuchNorTwiceNorWhileAway(long seed) {
        Random random = new Random(seed);
        List<Question> put = new ArrayList<>();
        int most = random.nextInt(4);
        for (int step = 0; step < 30; step++) {
            List<RoundFinding> findings = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                findings.add(random(random));
            }
            Set<MemberId> onLeave = some(random);
            Set<MemberId> now = some(random);
            Situation situation = situation(onLeave, now, most, random.nextBoolean(), put);
            List<Chosen> chosen = QuestionChoice.choose(situation, findings);
            List<RoundFinding> shuffled = new ArrayList<>(findings);
            Collections.shuffle(shuffled, random);
            assertThat(QuestionChoice.choose(situation, shuffled))
                    .as("seed %d", seed)
                    .isEqualTo(chosen);
            for (Chosen each : chosen) {
                assertThat(onLeave).as("seed %d", seed).doesNotContain(each.member());
                assertThat(now).as("seed %d", seed).contains(each.member());
                Question question = Question.put(ROUND, each.member(), 1, each.about(), "key", NOW);
                put.add(random.nextBoolean() ? question : withdrawn(question));
            }
        }
        assertThat(put.stream().map(question -> question.about().key()))
                .as("seed %d", seed)
                .doesNotHaveDuplicates();
        assertThat(put.stream().map(question -> question.about().key().replaceFirst("^[^/]*/", "")))
                .as("one an item, seed %d", seed)
                .doesNotHaveDuplicates();
        assertThat(put.stream()
                        .collect(Collectors.groupingBy(Question::member, Collectors.counting()))
                        .values())
                .as("seed %d", seed)
                .allMatch(count -> count <= Math.min(most, 2));
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(200);
    }

    private static RoundFinding random(Random random) {
        FindingKind kind = FindingKind.values()[random.nextInt(FindingKind.values().length)];
        @Nullable MemberId author = random.nextInt(5) == 0 ? null : ALL.get(random.nextInt(3));
        int item = random.nextInt(12);
        RoundFinding finding = random.nextInt(4) == 0
                ? missing(kind, item, author)
                : finding(kind, item, author, 0.5 + random.nextInt(6) / 10.0);
        return finding;
    }

    private static Set<MemberId> some(Random random) {
        Set<MemberId> some = new HashSet<>();
        ALL.forEach(member -> {
            if (random.nextBoolean()) {
                some.add(member);
            }
        });
        return some;
    }

    private static Question withdrawn(Question question) {
        return new Question(
                0,
                question.round(),
                question.member(),
                question.number(),
                question.about(),
                Question.State.WITHDRAWN,
                question.posted(),
                question.askedAt(),
                null,
                null,
                null,
                null);
    }

    private static List<Chosen> choose(List<RoundFinding> findings, List<MutedItem> muted) {
        Situation situation = situation(Set.of(), Set.copyOf(ALL), 2, true, List.of());
        return QuestionChoice.choose(
                new Situation(
                        situation.team(),
                        situation.asks(),
                        situation.onLeave(),
                        situation.now(),
                        situation.most(),
                        true,
                        situation.put(),
                        muted),
                findings);
    }

    private static Situation situation(
            Set<MemberId> onLeave, Set<MemberId> now, int most, boolean isLastCall, List<Question> put) {
        List<Ask> asks = ALL.stream()
                .map(owner -> new Ask(ROUND, owner, AskState.ANSWERED, NOW, NOW, null))
                .toList();
        return new Situation(TEAM, asks, onLeave, now, most, isLastCall, List.copyOf(put), List.of());
    }

    private static RoundFinding finding(FindingKind kind, int item, @Nullable MemberId author, double confidence) {
        return about(kind, item, author, confidence, "项目" + item + "：联调中，预计12/20上线");
    }

    private static RoundFinding about(
            FindingKind kind, int item, @Nullable MemberId author, double confidence, String text) {
        Finding.Place place = new Finding.Place(WEEKS, item + 1);
        return new RoundFinding(
                new SectionId(item % 2 == 0 ? "gateway" : "wallet"),
                author,
                new Finding(
                        kind,
                        WEEKS,
                        item + 1,
                        "",
                        item,
                        "项目" + item,
                        null,
                        new Finding.Why("slipped", Arrays.asList("项目", "12/5", "12/20", "15", "12/5", "1", "15")),
                        List.of(new Finding.Quote(place, text)),
                        confidence));
    }

    private static RoundFinding missing(FindingKind kind, int item, @Nullable MemberId author) {
        RoundFinding about = finding(kind, item, author, 0.85);
        Finding finding = about.finding();
        return new RoundFinding(
                about.section(),
                author,
                new Finding(
                        kind,
                        WEEKS,
                        null,
                        "",
                        item,
                        finding.item(),
                        new Finding.Place(ReportWeeks.of(new ReportWeek(2024, 48)), 3),
                        finding.why(),
                        finding.quotes(),
                        finding.confidence()));
    }

    private static Section section(String id, MemberId owner, @Nullable MemberId deputy) {
        return new Section(
                new SectionId(id), id, SectionKind.ITEMS, List.of(owner), deputy, List.of(), false, null, List.of());
    }
}
