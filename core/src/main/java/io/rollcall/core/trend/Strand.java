package io.rollcall.core.trend;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.trend.Trend.Kind;
import io.rollcall.core.trend.Trend.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A figure of one item as it is followed from week to week. */
final class Strand {

    private static final int LONGEST_SUBJECT = 16;

    /** A name of at most so many characters says little by itself: {@code 新增}, {@code 占比}, {@code 成功率}. */
    private static final int SHORT = 3;

    private static final String ENDS = "，,；;。：:（(、";

    private record Said(ReportWeek week, BigDecimal value, Measure measure, String quote) {}

    private final List<Said> said = new ArrayList<>();
    private Sighting last;
    private Statement lastStatement;
    private String name;
    private @Nullable String unit;

    Strand(Sighting first, Statement statement) {
        this.last = first;
        this.lastStatement = statement;
        this.name = first.name();
        this.unit = first.measure().written();
        add(first, statement);
    }

    void add(Sighting sighting, Statement statement) {
        last = sighting;
        lastStatement = statement;
        if (!sighting.name().isEmpty()) {
            name = sighting.name();
        }
        String written = sighting.measure().written();
        if (written != null) {
            unit = written;
        }
        if (sighting.value() != null) {
            said.add(new Said(statement.week(), sighting.value(), sighting.measure(), sighting.quote()));
        }
    }

    Sighting last() {
        return last;
    }

    /** In which it was seen last. */
    Statement lastStatement() {
        return lastStatement;
    }

    /** By name, unit and time. */
    boolean goesOnAs(Sighting sighting) {
        return last.isSameFigure(sighting)
                || last.kind() == sighting.kind()
                        && Objects.equals(last.period(), sighting.period())
                        && !last.compared().isEmpty()
                        && last.compared().isSame(sighting.compared())
                        && last.measure().countsWith(sighting.measure());
    }

    /** Where nothing else in either line could be it. */
    boolean isOnlyCandidateFor(Sighting sighting) {
        return last.isSole()
                && sighting.isSole()
                && last.isComparable(sighting)
                && last.compared().isAkin(sighting.compared());
    }

    /** By a name that is alike; 0 where it is not. */
    double likeness(Sighting sighting) {
        return last.isComparable(sighting) ? last.compared().likeness(sighting.compared()) : 0;
    }

    /** @param above what the item stands beneath in the week in which the figure was said last, or null */
    Optional<Trend> trend(@Nullable Statement above) {
        if (said.isEmpty()) {
            return Optional.empty();
        }
        // Of units of different size the smallest, in which every value is exact.
        BigDecimal smallest = said.stream()
                .map(one -> one.measure().factor())
                .min(BigDecimal::compareTo)
                .orElseThrow();
        List<Point> points = said.stream()
                .map(one -> new Point(
                        one.week(), one.value().multiply(one.measure().factor().divide(smallest)), one.quote()))
                .toList();
        return Optional.of(new Trend(
                lastStatement.item(),
                lastStatement.section(),
                subject(above),
                last.kind(),
                name,
                last.kind() == Kind.PROGRESS ? "%" : unitOf(smallest),
                last.period(),
                points));
    }

    private @Nullable String unitOf(BigDecimal factor) {
        if (unit != null && Measure.of(unit).factor().compareTo(factor) == 0) {
            return unit;
        }
        String written = null;
        for (Said one : said) {
            if (one.measure().factor().compareTo(factor) == 0 && one.measure().written() != null) {
                written = one.measure().written();
            }
        }
        return written;
    }

    /** The title above, then the line's own, each only where the name does not hold it already. */
    private String subject(@Nullable Statement above) {
        FigureName whole = new FigureName(name);
        List<String> words = new ArrayList<>();
        if (above != null) {
            String title = opening(above);
            if (title.length() <= LONGEST_SUBJECT) {
                words.add(title);
            }
        }
        if (lastStatement.label() != null || whole.length() <= SHORT) {
            String own = opening(lastStatement);
            words.add(own.length() <= LONGEST_SUBJECT ? own : own.substring(0, LONGEST_SUBJECT - 1) + "…");
        }
        List<String> telling = new ArrayList<>();
        for (String word : words) {
            FigureName compared = new FigureName(word);
            boolean isSaid = compared.isEmpty() || whole.holds(compared) || telling.contains(word);
            if (!isSaid) {
                telling.add(word);
            }
        }
        return String.join(" · ", telling);
    }

    /** The label, or the words before the line's first figure or comma. */
    private static String opening(Statement statement) {
        if (statement.label() != null && !statement.label().isBlank()) {
            return statement.label().strip();
        }
        String text = statement.text().strip();
        int end = 0;
        while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0 && !Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).strip();
    }
}
