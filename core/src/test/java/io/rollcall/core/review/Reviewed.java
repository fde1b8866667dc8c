package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Two or more consecutive weeks of invented lines, and what is noticed in the last of them. */
final class Reviewed {

    private Reviewed() {}

    /** @param weeks of one section, from 2024-W48 on */
    static List<Finding> lines(String... weeks) {
        Reviewer reviewer = new Reviewer();
        List<Finding> last = List.of();
        for (int i = 0; i < weeks.length; i++) {
            String name = "2024-W" + (48 + i);
            last = reviewer.read(Pages.read(name + ".md", "# 港湾周报 " + name + "\n\n## 【重点项目】\n\n" + weeks[i] + "\n"));
        }
        return last;
    }

    static Finding one(FindingKind kind, String... weeks) {
        List<Finding> found =
                lines(weeks).stream().filter(finding -> finding.kind() == kind).toList();
        assertThat(found).as("%s in %s", kind, lines(weeks)).hasSize(1);
        return found.get(0);
    }
}
