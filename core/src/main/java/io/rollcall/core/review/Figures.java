package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.understand.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The figures of two lines that speak of the same item, each beside what it was before. */
final class Figures {

    private static final Pattern TIME = Pattern.compile("本周|上周|(?:节[前后])?[一两二三]周|近\\d+[日天]|最近\\d+[日天]|当前|目前|截至目前|截止目前");

    private static final Pattern GROWTH = Pattern.compile("新增|净增|增加|新开|新接入|新签|减少|流失");

    private Figures() {}

    /**
     * @param in   the earlier line
     * @param then the same figure before
     */
    record Course(Entry in, Fact.Metric then, Fact.Metric now) {}

    /** Figures are the same when name and unit are; where a name is missing or reworded, when their places are. */
    static List<Course> of(Entry before, Entry now) {
        List<Fact.Metric> old = new ArrayList<>(before.facts(Fact.Metric.class).toList());
        List<Fact.Metric> fresh = now.facts(Fact.Metric.class).toList();
        if (old.isEmpty() && fresh.size() > 1) {
            return ofListed(before.children, fresh);
        }
        boolean sameShape = old.size() == fresh.size();
        List<Course> courses = new ArrayList<>();
        List<Fact.Metric> left = new ArrayList<>();
        for (Fact.Metric metric : fresh) {
            Optional<Fact.Metric> then =
                    old.stream().filter(other -> isSame(other, metric)).findFirst();
            if (then.isPresent()) {
                courses.add(new Course(before, then.get(), metric));
                old.remove(then.get());
            } else {
                left.add(metric);
            }
        }
        if (sameShape && left.size() == old.size()) {
            for (int i = 0; i < left.size(); i++) {
                Fact.Metric then = old.get(i);
                Fact.Metric metric = left.get(i);
                boolean fits = isSamePeriod(then.period(), metric.period())
                        && kind(then).equals(kind(metric))
                        && isGrowth(then) == isGrowth(metric)
                        && (name(then).isEmpty()
                                || name(metric).isEmpty()
                                || Pairs.of(name(then)).likeness(Pairs.of(name(metric))) >= 0.5);
                if (fits) {
                    courses.add(new Course(before, then, metric));
                }
            }
        }
        return courses;
    }

    /** A line that was a title, with its figures in the lines below: each of these had one figure by its own name. */
    private static List<Course> ofListed(List<Entry> lines, List<Fact.Metric> fresh) {
        List<Course> courses = new ArrayList<>();
        for (Fact.Metric metric : fresh) {
            List<Course> same = new ArrayList<>();
            for (Entry line : lines) {
                line.facts(Fact.Metric.class)
                        .filter(then -> !name(then).isEmpty() && isSame(then, metric))
                        .forEach(then -> same.add(new Course(line, then, metric)));
            }
            if (same.size() == 1) {
                courses.add(same.get(0));
            }
        }
        return courses;
    }

    private static boolean isSame(Fact.Metric then, Fact.Metric now) {
        return unit(then).equals(unit(now))
                && name(then).equals(name(now))
                && isSamePeriod(then.period(), now.period());
    }

    /** As compared, without the stretch of time that it is given for. */
    static String name(Fact.Metric metric) {
        return metric.name() == null ? "" : TIME.matcher(Bare.of(metric.name())).replaceAll("");
    }

    /** The name as written, or the words of the figure where it has none. */
    static String shown(Fact.Metric metric) {
        String name = metric.name();
        return name == null || name.isBlank() ? metric.quote() : name;
    }

    static String unit(Fact.Metric metric) {
        return metric.unit() == null ? "" : metric.unit();
    }

    /** Money, shares and counts are not compared with each other. */
    static String kind(Fact.Metric metric) {
        String unit = unit(metric);
        return isMoney(metric) ? "元" : unit.startsWith("%") ? "%" : unit;
    }

    static boolean isMoney(Fact.Metric metric) {
        return unit(metric).contains("元");
    }

    static boolean isShare(Fact.Metric metric) {
        return unit(metric).startsWith("%") || unit(metric).equals("‰");
    }

    /** Whether it counts what came this week, as against how much there is. */
    static boolean isGrowth(Fact.Metric metric) {
        return GROWTH.matcher(name(metric)).find()
                || GROWTH.matcher(metric.quote()).find();
    }

    /** {@code 其他新开城市：275笔}: the line's own name sounds so, and its figures count something else. */
    static boolean isCalledGrowth(Entry entry) {
        return GROWTH.matcher(entry.label()).find();
    }

    /** What is said of this week needs no saying. */
    private static @Nullable String stretch(@Nullable String period) {
        return period == null || TIME.matcher(period).matches() ? null : period;
    }

    private static boolean isSamePeriod(@Nullable String one, @Nullable String other) {
        return Objects.equals(stretch(one), stretch(other));
    }
}
