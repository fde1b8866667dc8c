package io.rollcall.core.review;

import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.understand.Fact;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the arithmetic within one report has in common. */
final class Sums {

    static final Pattern TOTAL = Pattern.compile("总|合计|累计|共|全部|整体|全国|全量|汇总|小计");
    static final Pattern AVERAGE = Pattern.compile("平均|均价|笔均|单均|户均|人均|件均|店均|客单价|每笔|每单|每户|每人|均值");
    static final Pattern SO_FAR = Pattern.compile("已|完成");

    private Sums() {}

    static boolean isCount(Fact.Metric metric) {
        return !Figures.isMoney(metric) && !Figures.isShare(metric) && metric.valueTo() == null;
    }

    static Amount sum(List<Fact.Metric> parts) {
        return parts.stream().map(Amount::of).reduce(new Amount(0, 0), Amount::plus);
    }

    /** What is said of a figure: its name, and the words right before it. */
    static String said(Entry entry, Fact.Metric metric) {
        @Nullable String name = metric.name();
        int at = entry.text().indexOf(metric.quote());
        String before = at < 0 ? "" : entry.text().substring(Math.max(0, at - 6), at);
        int cut = Math.max(before.lastIndexOf('，'), Math.max(before.lastIndexOf('；'), before.lastIndexOf(',')));
        return (name == null ? "" : name) + " " + before.substring(cut + 1) + " " + metric.quote();
    }

    static Finding finding(Entry entry, List<Finding.Quote> more, Why why, double confidence) {
        return entry.finding(FindingKind.SUM, why, more, confidence);
    }
}
