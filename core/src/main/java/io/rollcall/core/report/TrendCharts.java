package io.rollcall.core.report;

import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Series;
import io.rollcall.core.report.ReportWords.Word;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.trend.ReportTrends;
import io.rollcall.core.trend.Trend;
import java.util.List;
import java.util.stream.Collectors;

/** Trends as parts of a message: a chart for each, as figures of one section seldom share a scale. */
final class TrendCharts {

    /** As much as a platform's legend takes. */
    private static final int LONGEST_TITLE = 40;

    private final ReportWords words;

    TrendCharts(ReportWords words) {
        this.words = words;
    }

    List<Part> of(ReportTrends trends, SectionId section) {
        return trends.of(section).stream().map(trend -> chart(trends, trend)).toList();
    }

    private Part chart(ReportTrends trends, Trend trend) {
        String caption = trend.caption(words.the(Word.PROGRESS));
        String title = caption.length() <= LONGEST_TITLE ? caption : caption.substring(0, LONGEST_TITLE - 1) + "…";
        Series course = new Series(
                title,
                trends.course(trend).stream()
                        .map(point -> point == null ? null : trend.shown(point.value()))
                        .collect(Collectors.toList()));
        return new Part.Chart(
                title,
                trend.shownUnit(),
                trends.weeks(trend).stream().map(week -> "W" + week.week()).toList(),
                List.of(course),
                trends.rank(trend));
    }
}
