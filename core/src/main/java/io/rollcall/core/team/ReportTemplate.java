package io.rollcall.core.team;

/**
 * How a team's report looks: in Markdown, and in the chat.
 *
 * @param title   the first line; may hold {@code {team}}, {@code {week}}, {@code {from}} and {@code {to}}
 * @param section the line that opens a section; holds {@code {title}}
 * @param part    the line that opens a section within a section; holds {@code {title}}
 * @param ifLong  what becomes of it in the chat when it is too long for one message
 * @param charts  whether it shows how figures went over the weeks
 * @param unanswered whether it says beneath a line that its writer was asked about it and did not answer
 */
public record ReportTemplate(
        String title, String section, String part, LongReport ifLong, boolean charts, boolean unanswered) {

    public static final ReportTemplate DEFAULT =
            new ReportTemplate("# {team} 周报 {week}", "## 【{title}】", "### 【{title}】");

    /** Of reports that are posted in messages, however long. */
    public ReportTemplate(String title, String section, String part) {
        this(title, section, part, LongReport.SPLIT, true, true);
    }
}
