package io.rollcall.core.understand;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of a piece of work is done, as so many of so many: after a word for progress, or beside a word that finishes
 * work, where a measure word follows or no near day has that name. Reads before {@link DateRule}, which would make days of them.
 *
 * <pre>
 * 完成5/8项        62.5
 * 进度3/4          75
 * 5/8家已完成       62.5
 * 巡检12/30家      40
 * 3/4完成          75, or 4 March where that is near
 * 12/5完成         none: a day
 * 评审完成 12/12提测  none: a day
 * 预计完成5/8项     none: still to come
 * </pre>
 */
final class FractionRule implements FactRule {

    /** Without a measure word a larger whole is rather a day. */
    private static final int MAX_PLAIN_WHOLE = 10;

    /** A day further off is nobody's. */
    private static final int NEAR_DAYS = 60;

    @Override
    public void read(Passage passage) {
        if (!passage.reading.holdsDigit() || passage.tone() == Tone.PLANS) {
            return;
        }
        String text = passage.text;
        int slash = text.indexOf('/', passage.from);
        while (slash >= 0) {
            read(passage, slash);
            slash = text.indexOf('/', slash + 1);
        }
    }

    private static void read(Passage passage, int slash) {
        int start = slash;
        while (start > passage.from && slash - start < 4 && Fold.isDigit(passage.text.charAt(start - 1))) {
            start--;
        }
        Cursor cursor = new Cursor(passage.text, start);
        int part = cursor.number(3);
        int whole = part >= 0 && cursor.skip('/') ? cursor.number(3) : -1;
        int end = cursor.position();
        if (whole < 2 || part > whole || isPartOfMore(passage.text, start, end)) {
            return;
        }
        int spaced = passage.text.startsWith(" ", end) ? end + 1 : end;
        Units.Unit unit = Units.at(passage.text, spaced);
        boolean counted = unit != null && unit.kind() == Units.Kind.COUNT;
        int unitEnd = unit != null && counted ? spaced + unit.word().length() : end;
        Words words = passage.words;
        boolean named = passage.text.startsWith("进度", start - 2) || passage.text.startsWith("进度", start - 3);
        boolean doneBefore = endsNear(words, start, Sense.DONE);
        boolean doneAfter = words.startsAt(unitEnd, Sense.DONE) || words.startsAt(unitEnd, Sense.HAPPENED);
        boolean small = part < whole && whole <= MAX_PLAIN_WHOLE;
        Optional<LocalDate> day = passage.context.days().day(part, whole, false);
        boolean near = day.isPresent() && passage.context.days().distance(day.get()) <= NEAR_DAYS;
        // "上线5/12门店切量" is a day: only these words never follow one.
        boolean measured = unit != null && counted && spaced == end && "笔个条家台份套户项".contains(unit.word());
        boolean right = small && words.endsAt(start, Sense.DONE);
        boolean fraction = named
                || right
                || (counted && (doneBefore || doneAfter))
                || (measured && words.endsAt(start, Sense.WORK))
                || (small && (doneBefore || doneAfter) && !near);
        if (words.has(Sense.PLAN, passage.clauseStart(start), start)) {
            return;
        }
        Span span = passage.span(start, unitEnd);
        String quote = passage.quote(start, unitEnd);
        if (!fraction) {
            if (small && (doneBefore || doneAfter)) {
                passage.couldBe(start, new Fact.Progress(share(part, whole), quote, span));
            }
            return;
        }
        Fact.Dated date = counted || day.isEmpty() ? null : asDay(day.get(), quote, span);
        passage.add(start, unitEnd, new Fact.Progress(share(part, whole), quote, span, date));
    }

    private static boolean endsNear(Words words, int at, Sense sense) {
        return words.endsAt(at, sense) || words.endsAt(at - 1, sense);
    }

    /** {@code 2024/3/4}, {@code 1.3/4}, {@code v1/2}, {@code 3/4~3/6}, {@code 3/4日}. */
    private static boolean isPartOfMore(String text, int start, int end) {
        char before = start > 0 ? text.charAt(start - 1) : ' ';
        char next = end < text.length() ? text.charAt(end) : ' ';
        return Fold.isLatin(before) || "/.-_~".indexOf(before) >= 0 || "/.-~日号%至到:".indexOf(next) >= 0;
    }

    private static Fact.@Nullable Dated asDay(LocalDate day, String quote, Span span) {
        return new Fact.Dated(day, day, Fact.Role.ACTUAL, null, null, quote, span);
    }

    /** In percent, with two decimals at most. */
    private static BigDecimal share(int part, int whole) {
        BigDecimal share = BigDecimal.valueOf(100L * part).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
        BigDecimal plain = share.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
