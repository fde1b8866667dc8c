package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.understand.Properties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report of another week, written by hand and exported from a note system as Markdown. Above what it says stands the
 * head of the page: a title and properties such as {@code Created: 2024年11月23日 09:43}.
 *
 * @param weeks     what it covers
 * @param body      what it says, without the head of the page; lines end with {@code \n}, none blank at either end
 * @param headLines how many lines of the page stand before the body, so that line 1 of the body is line
 *                  {@code headLines + 1} of the page
 * @param head      how many of those are not blank
 */
public record PastReport(ReportWeeks weeks, String body, int headLines, int head) {

    /** A note system's own id after a page's name: {@code 2024-W47 1a2b…} with 32 hexadecimal digits. */
    private static final Pattern PAGE_ID = Pattern.compile("[ _-]?[0-9a-fA-F]{32}$");

    private static final Pattern EXTENSION = Pattern.compile("(?i)\\.(?:md|markdown|txt)$");
    private static final Pattern PROPERTY = Pattern.compile("([^:：]{1,30})[:：](.*)");
    private static final Pattern HEADING = Pattern.compile("#(?!#)\\s*(.+?)\\s*#*");
    /** What may stand beside the week in a title that is no heading. */
    private static final Pattern TITLE_WORDS = Pattern.compile(
            "(?iU).{0,20}(?:周报(?!告)|周会|weekly|report).{0,24}|(?:第\\s?\\d{1,2}\\s?周)?[\\s\\p{P}]{0,6}(?:\\d{1,2}[.月]\\d{1,2}日?)?[\\s\\p{P}]{0,6}");

    private static final int LONGEST_TITLE = 60;
    /** Longer lines belong to no page's head. */
    private static final int LONGEST_LINE = 300;

    /** Properties that tell a week, the surest first. When a page was last edited tells nothing. */
    private static final List<String> TELLING =
            List.of("汇报周期", "报告周期", "周期", "date", "日期", "时间", "created", "created time", "created at", "创建时间", "创建日期");

    private static final int FIRST_OF_CREATION = TELLING.indexOf("created");

    /**
     * Reads a page. Its weeks are told, in this order, by an ISO week ({@code 2024-W47}, {@code 2024-W38&W39}) in the
     * title, the name or a property; by a date or a span of dates in the title, the name or a property on the period
     * ({@code 第47周 2023-11-17} by its date, not by its number); by a numbered week with its year
     * ({@code 2024年第47周}) where the page was not created within a week of it; by when the page was created. A day
     * stands for its ISO week, but a Monday for the week before: that is when last week's report is finished.
     *
     * @param name     the file's name, with or without its extension
     * @param sections titles that open a section and are therefore not the page's
     * @return empty when nothing tells the week
     */
    public static Optional<PastReport> read(String name, String page, Collection<String> sections) {
        Head head = Head.of(page, sections);
        String pageName =
                PAGE_ID.matcher(EXTENSION.matcher(name).replaceFirst("")).replaceFirst("");
        return weeks(head, pageName).map(head::report);
    }

    /** A page whose weeks are known, whatever it says of them itself. */
    public static PastReport of(ReportWeeks weeks, String page, Collection<String> sections) {
        return Head.of(page, sections).report(weeks);
    }

    public boolean isEmpty() {
        return body.isEmpty();
    }

    private static Optional<ReportWeeks> weeks(Head head, String name) {
        Optional<ReportWeeks> sure = firstOf(
                        Stream.concat(Stream.of(head.title, name), head.telling(0)), WrittenWeeks::named)
                .or(() -> firstOf(
                        Stream.concat(
                                Stream.of(head.title, name), head.telling(0).limit(FIRST_OF_CREATION)),
                        WrittenWeeks::dated));
        if (sure.isPresent()) {
            return sure;
        }
        Optional<ReportWeeks> created = firstOf(head.telling(FIRST_OF_CREATION), WrittenWeeks::dated);
        Optional<ReportWeek> numbered = Stream.of(head.title, name)
                .flatMap(text -> WrittenWeeks.numbered(text).stream())
                .findFirst();
        // Not everybody counts weeks as ISO does: the page's date knows better when it is near.
        return numbered.filter(week -> created.filter(date -> Math.abs(week.weeksUntil(date.last())) <= 1)
                        .isEmpty())
                .map(ReportWeeks::of)
                .or(() -> created);
    }

    private static Optional<ReportWeeks> firstOf(Stream<String> texts, Function<String, Optional<ReportWeeks>> reader) {
        return texts.flatMap(text -> reader.apply(text).stream()).findFirst();
    }

    /** What stands above the report on its page. */
    private static final class Head {

        private final List<String> lines;
        private final Map<String, String> properties = new HashMap<>();
        private String title = "";
        private int end;
        private int filled;

        private Head(List<String> lines) {
            this.lines = lines;
        }

        static Head of(String page, Collection<String> sections) {
            String text = page.startsWith("\uFEFF") ? page.substring(1) : page;
            Head head = new Head(new ArrayList<>(text.lines().toList()));
            List<String> known = sections.stream().map(SectionNames::key).toList();
            while (head.end < head.lines.size() && head.takesNext(known)) {
                head.end++;
            }
            return head;
        }

        private boolean takesNext(List<String> sections) {
            String line = lines.get(end);
            if (line.isBlank()) {
                return true;
            }
            if (line.length() > LONGEST_LINE) {
                return false;
            }
            boolean taken = (filled == 0 && isTitle(line.strip(), sections)) || takesProperty(line);
            filled += taken ? 1 : 0;
            return taken;
        }

        private boolean isTitle(String line, List<String> sections) {
            Matcher heading = HEADING.matcher(line);
            String words = heading.matches() ? heading.group(1) : line;
            if (sections.contains(SectionNames.key(words))) {
                return false;
            }
            boolean tells = WrittenWeeks.named(words).isPresent()
                    || WrittenWeeks.dated(words).isPresent()
                    || WrittenWeeks.numbered(words).isPresent();
            boolean isBare = !heading.matches();
            boolean fits = tells
                    ? !isBare
                            || (words.length() <= LONGEST_TITLE
                                    && TITLE_WORDS
                                            .matcher(WrittenWeeks.without(words))
                                            .matches())
                    : !isBare && (namesReport(words) || propertyFollows());
            if (fits) {
                title = words;
            }
            return fits;
        }

        /** A heading may name a report without its week: {@code # 支付周报}. */
        private static boolean namesReport(String words) {
            String plain = words.toLowerCase(Locale.ROOT);
            return Stream.of("周报", "周会", "weekly", "report").anyMatch(plain::contains);
        }

        private boolean propertyFollows() {
            return lines.stream()
                    .skip(end + 1L)
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .filter(line -> line.length() <= LONGEST_LINE)
                    .map(PROPERTY::matcher)
                    .filter(Head::isProperty)
                    .isPresent();
        }

        private static boolean isProperty(Matcher line) {
            return line.matches() && Properties.has(line.group(1));
        }

        private boolean takesProperty(String line) {
            Matcher property = PROPERTY.matcher(line);
            if (!isProperty(property)) {
                return false;
            }
            properties.putIfAbsent(
                    property.group(1).strip().toLowerCase(Locale.ROOT),
                    property.group(2).strip());
            return true;
        }

        /** The values of the properties that tell a week, the surest first. */
        Stream<String> telling(int from) {
            return TELLING.subList(from, TELLING.size()).stream().map(name -> properties.getOrDefault(name, ""));
        }

        PastReport report(ReportWeeks weeks) {
            String body = String.join("\n", lines.subList(end, lines.size())).stripTrailing();
            return new PastReport(weeks, body, end, filled);
        }
    }
}
