package io.rollcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.SectionId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {

    @Test
    void a_statement_is_called_by_its_label_or_else_by_its_text() {
        assertThat(statement("二号吊机", "二号吊机：检修 95%").title()).isEqualTo("二号吊机");
        assertThat(statement(null, "检修 95%").title()).isEqualTo("检修 95%");
        assertThat(statement(" ", "检修 95%").title()).isEqualTo("检修 95%");
    }

    @Test
    void a_long_title_is_cut_between_characters() {
        String full = "🏗".repeat(Statement.MAX_TITLE);

        assertThat(statement(null, full).title()).isEqualTo(full);
        assertThat(statement(null, full + "🏗").title()).isEqualTo("🏗".repeat(Statement.MAX_TITLE - 1) + "…");
    }

    @Test
    void a_statement_cannot_be_less_deep_than_its_section() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Statement(
                        0, week(), null, new SectionId("cranes"), 0, 0, null, null, "x", null, List.of(), null, null))
                .withMessage("depth 0 is less than 1");
    }

    private static Statement statement(String label, String text) {
        return new Statement(
                0, week(), null, new SectionId("cranes"), 0, 1, null, label, text, null, List.of(), null, null);
    }

    private static ReportWeek week() {
        return ReportWeek.parse("2024-W49");
    }
}
