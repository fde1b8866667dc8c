package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Short forms in which the tables of these tests write what is expected:
 *
 * <pre>
 * 2024-12-20 PLANNED      ..2024-06-30 PLANNED      2024-12-11..2024-12-20 ACTUAL
 * 80%                     progress
 * 订单量=1203 单           日均=2~6 %        收入=1.5 元 @2024-11
 * +0.3 % LAST_WEEK        -5 笔
 * !2024-12-03 14:20 回调超时 PT6M (影响42笔)     incident: duration and effect where stated
 * </pre>
 *
 * Several are parted by {@code ;}; none is written {@code -}.
 */
final class Notation {

    /** The week most tables are about: 2 to 8 December 2024. */
    static final ReportWeek WEEK = ReportWeek.parse("2024-W49");

    private Notation() {}

    static ParsedReport parse(String text) {
        return parse(text, WEEK);
    }

    static ParsedReport parse(String text, ReportWeek week) {
        return new ReportParser(Set.of()).parse(text, week);
    }

    /** The only item of a one-line text. */
    static ParsedNode.Item item(String line) {
        return item(line, WEEK);
    }

    static ParsedNode.Item item(String line, ReportWeek week) {
        List<ParsedNode.Item> items = parse("- " + line, week).sections().stream()
                .flatMap(ParsedSection::items)
                .toList();
        if (items.size() != 1) {
            throw new AssertionError(line + " was read as " + items);
        }
        return items.get(0);
    }

    static String dates(List<Fact> facts) {
        return shown(facts, Fact.Dated.class::isInstance);
    }

    static String progress(List<Fact> facts) {
        return shown(facts, Fact.Progress.class::isInstance);
    }

    static String metrics(List<Fact> facts) {
        return shown(facts, Fact.Metric.class::isInstance);
    }

    static String incidents(List<Fact> facts) {
        return shown(facts, Fact.Incident.class::isInstance);
    }

    static String changes(List<Fact> facts) {
        return shown(facts, Fact.Change.class::isInstance);
    }

    static String all(List<Fact> facts) {
        return shown(facts, fact -> true);
    }

    private static String shown(List<Fact> facts, Predicate<Fact> kind) {
        String shown = facts.stream().filter(kind).map(Notation::shown).collect(Collectors.joining("; "));
        return shown.isEmpty() ? "-" : shown;
    }

    static String shown(Fact fact) {
        if (fact instanceof Fact.Dated dated) {
            return days(dated.from(), dated.to()) + " " + dated.role();
        }
        if (fact instanceof Fact.Progress progress) {
            return number(progress.value()) + "%";
        }
        if (fact instanceof Fact.Metric metric) {
            return joined(
                    (metric.name() == null ? "" : metric.name()) + "=" + number(metric.value())
                            + (metric.valueTo() == null ? "" : "~" + number(metric.valueTo())),
                    metric.unit(),
                    metric.period() == null ? null : "@" + metric.period());
        }
        if (fact instanceof Fact.Incident incident) {
            return joined(
                    "!" + incident.day(),
                    incident.time() == null ? null : incident.time().toString(),
                    incident.what(),
                    incident.duration() == null ? null : incident.duration().toString(),
                    incident.effect() == null ? null : "(" + incident.effect() + ")");
        }
        Fact.Change change = (Fact.Change) fact;
        return joined(
                (change.value().signum() < 0 ? "" : "+") + number(change.value()),
                change.unit(),
                change.basis() == null ? null : change.basis().name());
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null).collect(Collectors.joining(" "));
    }

    private static String days(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && from.equals(to)) {
            return from.toString();
        }
        return (from == null ? "" : from) + ".." + (to == null ? "" : to);
    }

    private static String number(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
