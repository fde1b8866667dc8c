package io.rollcall.core.report;

import io.rollcall.core.report.ReportWords.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report as one page that needs nothing else: no script, no font, no picture; how figures went over the weeks is
 * drawn within the page. It reads well on a phone, in the dark and on paper. Nothing a member wrote can become markup. Stateless and thread-safe.
 */
public final class HtmlRenderer {

    private static final int DEEPEST_HEADING = 6;

    // Should markup ever slip through, the page's own policy still lets nothing be loaded or run.
    private static final String HEAD = """
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="color-scheme" content="light dark">
            """;

    private static final String STYLE = """
            <style>
            :root { --ink: #1f2329; --soft: #646a73; --paper: #fff; --card: #f5f6f7; --line: #dee0e3; --mark: #245bdb; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #ebebeb; --soft: #a6a6a6; --paper: #1a1a1a; --card: #262626; --line: #3d3d3d; --mark: #75a4ff; }
            }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 46rem; padding: 1.25rem 1rem 3rem; background: var(--paper); color: var(--ink);
              font: 1rem/1.7 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
              overflow-wrap: anywhere; }
            h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .25rem; }
            h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-left: .6rem; border-left: .25rem solid var(--mark); }
            h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
            h4, h5, h6 { font-size: .95rem; margin: 1rem 0 .25rem; color: var(--soft); }
            p { margin: .25rem 0; }
            ol, ul { margin: .25rem 0; padding-left: 1.6rem; }
            ol ol, ol ul, ul ol, ul ul { padding-left: 1.3rem; }
            li, p { unicode-bidi: isolate; }
            .under { padding-left: 1.3rem; }
            blockquote { margin: .5rem 0; padding: .1rem .9rem; border-left: .2rem solid var(--line); color: var(--soft); }
            .meta, .remark { color: var(--soft); font-size: .9rem; }
            .changes { background: var(--card); border-radius: .6rem; padding: .25rem 1rem .75rem; margin-top: 1rem; }
            .changes h2 { margin-top: .75rem; }
            .changes h3 { font-size: .95rem; margin-top: .75rem; }
            @media print {
              :root { --ink: #000; --soft: #444; --paper: #fff; --card: #fff; --line: #999; --mark: #000; }
              body { max-width: none; padding: 0; font-size: 10.5pt; }
              .changes { border: 1px solid var(--line); }
              h1, h2, h3, h4 { break-after: avoid; }
              li { break-inside: avoid; }
            }
            </style>
            """;

    private final ReportWords words;
    private final Digest digest;
    private final Sparklines sparklines;

    public HtmlRenderer(ReportWords words) {
        this.words = words;
        this.digest = new Digest(words);
        this.sparklines = new Sparklines(words);
    }

    public String render(Report report) {
        StringBuilder page = new StringBuilder(8192);
        page.append("<!DOCTYPE html>\n<html lang=\"")
                .append(escaped(words.language().toLanguageTag()))
                .append("\">\n<head>\n")
                .append(HEAD)
                .append("<title>")
                .append(escaped(report.title()))
                .append("</title>\n")
                .append(STYLE)
                .append(report.trends().trends().isEmpty() ? "" : Sparklines.STYLE)
                .append("</head>\n<body>\n<header>\n");
        element("h1", null, report.title(), page);
        element("p", "meta", meta(report), page);
        page.append("</header>\n<main>\n");
        changes(report.summary(), page);
        report.sections().forEach(section -> section(report, section, 2, page));
        if (!report.unplaced().isEmpty()) {
            page.append("<section>\n");
            element("h2", null, words.the(Word.OTHER), page);
            passages(report.unplaced(), "", 3, page);
            page.append("</section>\n");
        }
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private String meta(Report report) {
        String days = report.weeks().from() + " – " + report.weeks().to();
        return report.revision() > 1 ? days + " · " + words.counted(Word.REVISION, report.revision()) : days;
    }

    private void changes(Summary summary, StringBuilder page) {
        page.append("<section class=\"changes\">\n");
        element("h2", null, words.the(Word.CHANGES), page);
        element("p", "meta", digest.counts(summary), page);
        for (Digest.Group group : digest.groups(summary)) {
            element("h3", null, group.title(), page);
            page.append("<ul>\n");
            group.lines().forEach(line -> element("li", null, line, page));
            page.append("</ul>\n");
        }
        page.append("</section>\n");
    }

    private void section(Report report, ReportSection section, int level, StringBuilder page) {
        page.append("<section id=\"").append(escaped(section.id().value())).append("\">\n");
        element("h" + Math.min(level, DEEPEST_HEADING), null, section.title(), page);
        passages(section.passages(), words.remark(section), level + 1, page);
        sparklines.write(report.trends(), section.id(), page);
        section.parts().forEach(part -> section(report, part, level + 1, page));
        page.append("</section>\n");
    }

    private static void passages(List<Passage> passages, String remark, int level, StringBuilder page) {
        lines(
                Outline.of(passages.stream()
                        .filter(passage -> passage.title() == null)
                        .map(Passage::nodes)
                        .toList()),
                page);
        if (!remark.isEmpty()) {
            element("p", "remark", remark, page);
        }
        for (Passage passage : passages) {
            passage.heading().ifPresent(title -> {
                element("h" + Math.min(level, DEEPEST_HEADING), null, title, page);
                lines(Outline.of(List.of(passage.nodes())), page);
            });
        }
    }

    /** Neighbours of one kind share a list; the list is opened and closed where the kind changes. */
    private static void lines(List<Outline> lines, StringBuilder page) {
        String open = "";
        int last = 0;
        for (Outline line : lines) {
            String list = switch (line.mark()) {
                case NUMBER -> "ol";
                case BULLET -> "ul";
                case BARE, TEXT, QUOTE -> "";
            };
            boolean goesOn = list.equals(open) && (!list.equals("ol") || line.number() == last + 1);
            if (!goesOn) {
                close(open, page);
                open(list, line.number(), page);
                open = list;
            }
            last = line.number();
            line(line, page);
        }
        close(open, page);
    }

    private static void line(Outline line, StringBuilder page) {
        switch (line.mark()) {
            case NUMBER, BULLET -> {
                page.append("<li>").append(line.tick()).append(escaped(line.text()));
                if (!line.children().isEmpty()) {
                    page.append('\n');
                    lines(line.children(), page);
                }
                page.append("</li>\n");
            }
            case QUOTE ->
                page.append("<blockquote><p>").append(escaped(line.text())).append("</p></blockquote>\n");
            case BARE, TEXT -> {
                element("p", null, line.text(), page);
                if (!line.children().isEmpty()) {
                    page.append("<div class=\"under\">\n");
                    lines(line.children(), page);
                    page.append("</div>\n");
                }
            }
        }
    }

    private static void open(String list, int number, StringBuilder page) {
        if (list.isEmpty()) {
            return;
        }
        page.append('<').append(list);
        if (number > 1) {
            page.append(" start=\"").append(number).append('"');
        }
        page.append(">\n");
    }

    private static void close(String list, StringBuilder page) {
        if (!list.isEmpty()) {
            page.append("</").append(list).append(">\n");
        }
    }

    private static void element(String name, @Nullable String style, String text, StringBuilder page) {
        page.append('<').append(name);
        if (style != null) {
            page.append(" class=\"").append(style).append('"');
        }
        page.append('>').append(escaped(text)).append("</").append(name).append(">\n");
    }

    /** Safe in an element and in a quoted attribute; control characters, which HTML forbids, are shown as such. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isISOControl(c) && "\t\n\r".indexOf(c) < 0 ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }
}
