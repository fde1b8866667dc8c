package io.rollcall.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionNamesTest {

    private final SectionNames names = new SectionNames(Payments.TEAM);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O1 业务服务",
                "【O1 业务服务】",
                "## 【o1业务服务】",
                "**O1 业务服务：**",
                "Ｏ１　业务服务",
                " O1   业务服务: ",
                "「O1」业务服务",
                "[O1] 业务服务\u200B"
            })
    void dress_width_blanks_and_case_do_not_count(String name) {
        assertThat(names.find(name)).map(Section::id).contains(Payments.O1);
    }

    @ParameterizedTest
    @CsvSource({
        "O1, o1",
        "业务服务, o1",
        "能力升级, o2",
        "能力建设, o2",
        "【能力】, o2",
        "收银台（二期）, cashier",
        "钱包, wallet",
        "反思, thoughts"
    })
    void the_only_name_that_holds_or_is_held_by_it_is_meant(String name, String section) {
        assertThat(names.find(name)).map(Section::id).contains(new SectionId(section));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "【】", "#", "O", "O10", "数据", "O12 业务", "目标管理", "支付", "台", "收银台与云钱包", "O1 业务服务与 O2 能力升级"
            })
    void nothing_is_guessed_when_none_or_two_fit(String name) {
        assertThat(names.find(name)).isEmpty();
    }

    @Test
    void the_exact_name_wins_over_one_that_holds_it() {
        Section payments = Payments.section(new SectionId("a"), "AI", SectionKind.ITEMS);
        Section digital = Payments.section(new SectionId("b"), "支付 × AI", SectionKind.ITEMS);
        SectionNames both = new SectionNames(new Team(
                Payments.TEAM.id(),
                "",
                Payments.TEAM.zone(),
                Payments.TEAM.language(),
                Payments.TEAM.timetable(),
                null,
                null,
                List.of(),
                List.of(payments, digital),
                Payments.TEAM.template()));

        assertThat(both.find("【AI】")).contains(payments);
        assertThat(both.find("支付×AI")).contains(digital);
        assertThat(both.find("支付")).contains(digital);
    }

    @Test
    void all_names_are_known_as_the_team_writes_them() {
        assertThat(names.all())
                .containsExactly(
                        "重点项目", "收银台", "云钱包", "O1 业务服务", "O2 能力升级", "能力建设", "系统运行数据", "生产事件", "收获与反思", "下周工作及目标",
                        "下周计划");
    }
}
