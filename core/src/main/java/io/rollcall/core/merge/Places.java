package io.rollcall.core.merge;

import io.rollcall.core.merge.Clauses.Clause;
import io.rollcall.core.merge.Order.Edit;
import io.rollcall.core.understand.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a line says what may change: its shares, days and figures, and which of several a reply means. */
final class Places {

    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\d.])\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|(?<![\\d.,])\\d+(?:\\.\\d+)?");

    private final LineReader reader;

    Places(LineReader reader) {
        this.reader = reader;
    }

    /** The shares of a line, without those by which another figure moved. */
    List<int[]> shares(String text) {
        LineReader.Line line = reader.read(text);
        List<int[]> found = new ArrayList<>();
        Matcher matcher = LineReader.SHARE.matcher(Typed.fold(text));
        while (matcher.find()) {
            boolean moved = line.facts().stream()
                    .filter(Fact.Change.class::isInstance)
                    .anyMatch(fact -> fact.span().start() <= matcher.start()
                            && matcher.end() <= fact.span().end());
            if (!moved) {
                found.add(new int[] {matcher.start(), matcher.end()});
            }
        }
        return found;
    }

    /** Whether a share says how far the line is. */
    boolean isProgress(String text, int[] share) {
        return reader.read(text).facts().stream()
                .filter(Fact.Progress.class::isInstance)
                .anyMatch(fact ->
                        fact.span().start() < share[1] && share[0] < fact.span().end());
    }

    /** Where days stand that are planned, or were a week ago; what was planned at first ({@code 原定}) is not moved. */
    Map<int[], Fact.Dated> plannedDays(String text) {
        String folded = Typed.fold(text);
        Map<int[], Fact.Dated> found = new LinkedHashMap<>();
        Set<Integer> seen = new HashSet<>();
        for (LineReader.Line line : List.of(reader.read(text), reader.readWeekBefore(text))) {
            for (Fact fact : line.facts()) {
                if (!(fact instanceof Fact.Dated date) || date.role() != Fact.Role.PLANNED) {
                    continue;
                }
                int[] place = Day.only(
                        folded,
                        date.span().start(),
                        Math.min(folded.length(), date.span().end()));
                if (place != null && !isOriginal(text, place[0]) && seen.add(place[0])) {
                    found.put(place, date);
                }
            }
        }
        return found;
    }

    private static boolean isOriginal(String text, int at) {
        String before = text.substring(Math.max(0, at - 5), at);
        return before.contains("原定") || before.contains("原计划") || before.contains("原预计") || before.endsWith("原");
    }

    /** What is planned for a day; where its fact does not tell, the words beside it. */
    static String eventOf(String text, int[] place, Fact.Dated fact) {
        String event = fact.event() == null ? "" : fact.event();
        String after = text.substring(place[1], Math.min(text.length(), place[1] + 6));
        String before = text.substring(Math.max(0, place[0] - 6), place[0]);
        return event.isEmpty()
                ? (before + "|" + after)
                        .replaceAll("[^\\u4E00-\\u9FFF|]", "")
                        .replaceAll("预计|计划|预期|争取|力争|原定|将于|定于|左右|之前|前|于|在|至|到|\\|", "")
                : event;
    }

    /** Where figures of this unit and name stand, without days and without those by which another figure moved. */
    List<int[]> figures(Edit.Figure figure, String text) {
        LineReader.Line line = reader.read(text);
        String folded = Typed.fold(text);
        List<int[]> found = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(folded);
        while (matcher.find()) {
            int end = matcher.end();
            int unit = end < folded.length() && folded.charAt(end) == ' ' ? end + 1 : end;
            boolean sameUnit = folded.startsWith(figure.unit(), unit)
                    && !(figure.unit().length() == 1
                            && folded.startsWith("万", unit)
                            && !figure.unit().equals("万"));
            boolean moved = line.facts().stream()
                    .filter(fact -> fact instanceof Fact.Change || fact instanceof Fact.Dated)
                    .anyMatch(fact -> fact.span().start() <= matcher.start()
                            && matcher.end() <= fact.span().end());
            int[] place = {matcher.start(), unit + figure.unit().length()};
            if (sameUnit && !moved && (figure.name().isEmpty() || isNamed(text, place, figure.name()))) {
                found.add(place);
            }
        }
        return found;
    }

    /** Where a line says how a figure moved since then. */
    static List<int[]> changes(String text, String since) {
        List<int[]> found = new ArrayList<>();
        Matcher change = Words.CHANGE.matcher(Typed.fold(text));
        while (change.find()) {
            if (since.equals(since(change.group()))) {
                found.add(new int[] {change.start(), change.end()});
            }
        }
        return found;
    }

    /** Which of last week, last month and last year a figure is compared with; that of last week mostly goes unsaid. */
    static String since(String change) {
        return change.contains("同比") || change.contains("年") ? "year" : change.contains("月") ? "month" : "week";
    }

    /** Whether the words right before a place, within its clause or as the label, are this name. */
    static boolean isNamed(String text, int[] place, String name) {
        int from = 0;
        for (Clause clause : Clauses.places(text, 0)) {
            if (clause.start() <= place[0]) {
                from = clause.start();
            }
        }
        return Typed.key(text.substring(from, place[0])).contains(Typed.key(name));
    }

    /** Of several places the one whose value ({@code 12笔改成15笔}) or whose words before it the reply says. */
    static List<int[]> told(List<int[]> places, String text, String typed, String value) {
        if (places.size() < 2) {
            return places;
        }
        String said = Typed.key(typed);
        int last = said.lastIndexOf(Typed.key(value));
        String before = last < 0 ? said : said.substring(0, last);
        List<int[]> byValue = places.stream()
                .filter(place -> Pattern.compile(
                                "(?<![\\d.])" + Pattern.quote(Typed.key(text.substring(place[0], place[1]))))
                        .matcher(before)
                        .find())
                .toList();
        String name = before.replaceAll("[\\d%].*$", "");
        List<int[]> byName = Typed.width(name) < 2
                ? places
                : places.stream().filter(place -> isNamed(text, place, name)).toList();
        return byValue.size() == 1 ? byValue : byName.size() == 1 ? byName : places;
    }

    /** Each place with the words right before it, to ask which of them is meant. */
    static List<String> around(String text, List<int[]> places) {
        return places.stream()
                .map(place -> {
                    int from = place[0];
                    while (from > 0 && place[0] - from < 8 && "，,；;。：:（( ".indexOf(text.charAt(from - 1)) < 0) {
                        from--;
                    }
                    return text.substring(from, place[1]);
                })
                .toList();
    }
}
