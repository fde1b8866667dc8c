package io.rollcall.core.team;

/**
 * How a team's report looks in Markdown.
 *
 * @param title   the first line; may hold {@code {team}}, {@code {week}}, {@code {from}} and {@code {to}}
 * @param section the line that opens a section; holds {@code {title}}
 * @param part    the line that opens a section within a section; holds {@code {title}}
 */
public record ReportTemplate(String title, String section, String part) {

    public static final ReportTemplate DEFAULT =
            new ReportTemplate("# {team} 周报 {week}", "## 【{title}】", "### 【{title}】");
}
