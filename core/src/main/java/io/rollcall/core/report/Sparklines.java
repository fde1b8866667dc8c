package io.rollcall.core.report;

import static io.rollcall.core.report.HtmlRenderer.escaped;

import io.rollcall.core.report.ReportWords.Word;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.trend.ReportTrends;
import io.rollcall.core.trend.Trend;
import io.rollcall.core.trend.Trend.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws trends into a page, as small as a line of text allows: from the lowest value to the highest, so that a move is
 * seen; weeks without a value are bridged by dots. What is drawn is also said, to those who cannot see it.
 */
final class Sparklines {

    /** Beside the page's own, whose colours it goes by. */
    static final String STYLE = """
            <style>
            .trends { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: .75rem;
              margin: .75rem 0; }
            .trend { margin: 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .6rem;
              break-inside: avoid; }
            .trend figcaption { display: flex; justify-content: space-between; gap: .5rem; font-size: .85rem;
              color: var(--soft); line-height: 1.4; }
            .trend b { color: var(--ink); white-space: nowrap; }
            .trend svg { display: block; width: 100%; height: auto; margin-top: .25rem; fill: none;
              stroke: var(--mark); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
            .trend .gap { stroke: var(--line); stroke-dasharray: 1 4; }
            .trend circle { fill: var(--mark); stroke: none; }
            .trend .scale { display: flex; justify-content: space-between; font-size: .75rem; color: var(--soft); }
            </style>
            """;

    private static final int WIDTH = 240;
    private static final int HEIGHT = 48;
    private static final int MARGIN = 4;

    private static final String OPENING = "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\"";

    private final ReportWords words;

    Sparklines(ReportWords words) {
        this.words = words;
    }

    /** Nothing where the section has no trends. */
    void write(ReportTrends trends, SectionId section, StringBuilder page) {
        List<Trend> all = trends.of(section);
        if (all.isEmpty()) {
            return;
        }
        page.append("<div class=\"trends\">\n");
        all.forEach(trend -> write(trends, trend, page));
        page.append("</div>\n");
    }

    private void write(ReportTrends trends, Trend trend, StringBuilder page) {
        String caption = trend.caption(words.the(Word.PROGRESS));
        List<@Nullable Point> course = trends.course(trend);
        String id = "trend-" + (trends.rank(trend) + 1);
        page.append("<figure class=\"trend\">\n<figcaption><span>")
                .append(escaped(caption))
                .append("</span> <b>")
                .append(escaped(value(trend, trend.last())))
                .append("</b></figcaption>\n")
                .append(OPENING)
                .append(" aria-labelledby=\"" + id + "-title " + id + "-desc\">")
                .append("<title id=\"" + id + "-title\">")
                .append(escaped(caption))
                .append("</title><desc id=\"" + id + "-desc\">")
                .append(escaped(trend.points().stream()
                        .map(point -> point.week() + " " + value(trend, point))
                        .collect(Collectors.joining(words.the(Word.BETWEEN_GROUPS)))))
                .append("</desc>");
        draw(course, page);
        page.append("</svg>\n<div class=\"scale\"><span>W")
                .append(trend.points().get(0).week().week())
                .append("</span> <span>")
                .append(range(trend))
                .append("</span> <span>W")
                .append(trend.last().week().week())
                .append("</span></div>\n</figure>\n");
    }

    /** What the drawing reaches from and to, without which a step cannot be told from a leap. */
    private static String range(Trend trend) {
        List<BigDecimal> values =
                trend.points().stream().map(Point::value).sorted().toList();
        return trend.shown(values.get(0)).toPlainString() + " – "
                + trend.shown(values.get(values.size() - 1)).toPlainString();
    }

    private static String value(Trend trend, Point point) {
        return trend.shown(point.value()).toPlainString() + trend.shownUnit();
    }

    private static void draw(List<@Nullable Point> course, StringBuilder page) {
        List<String> places = places(course);
        List<String> all = places.stream().filter(place -> !place.isEmpty()).toList();
        if (all.size() < places.size()) {
            line("gap", all, page);
        }
        List<String> run = new ArrayList<>();
        for (String place : places) {
            if (place.isEmpty()) {
                run(run, page);
                run.clear();
            } else {
                run.add(place);
            }
        }
        run(run, page);
        dot(all.get(all.size() - 1), 3, page);
    }

    private static void run(List<String> places, StringBuilder page) {
        if (places.size() > 1) {
            line("", places, page);
        } else if (places.size() == 1) {
            dot(places.get(0), 2, page);
        }
    }

    /** Where each point stands, {@code 4.0,44.0}; empty for a gap. */
    private static List<String> places(List<@Nullable Point> course) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (Point point : course) {
            if (point != null) {
                lowest = Math.min(lowest, point.value().doubleValue());
                highest = Math.max(highest, point.value().doubleValue());
            }
        }
        List<String> places = new ArrayList<>();
        for (int i = 0; i < course.size(); i++) {
            Point point = course.get(i);
            places.add(point == null ? "" : place(i, course.size(), point.value(), lowest, highest));
        }
        return places;
    }

    private static String place(int at, int of, BigDecimal value, double lowest, double highest) {
        double x = MARGIN + (of == 1 ? 0.5 : (double) at / (of - 1)) * (WIDTH - 2 * MARGIN);
        double height = highest == lowest ? 0.5 : (value.doubleValue() - lowest) / (highest - lowest);
        double y = HEIGHT - MARGIN - height * (HEIGHT - 2 * MARGIN);
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private static void line(String style, List<String> places, StringBuilder page) {
        page.append("<polyline ")
                .append(style.isEmpty() ? "" : "class=\"" + style + "\" ")
                .append("points=\"")
                .append(String.join(" ", places))
                .append("\"/>");
    }

    private static void dot(String place, int radius, StringBuilder page) {
        String[] xy = place.split(",", 2);
        page.append("<circle cx=\"" + xy[0] + "\" cy=\"" + xy[1] + "\" r=\"" + radius + "\"/>");
    }
}
