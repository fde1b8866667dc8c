package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ReportParser;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an answer makes of the line that was asked about. Every change is read again by the parser that reads replies: one
 * that would not say what the member said is not made, and the words are kept as an explanation instead.
 */
public final class AnsweredLine {

    private static final ReportParser PARSER = new ReportParser(Set.of());

    static final Pattern DAY = Pattern.compile("\\d{4}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}[日号]?"
            + "|\\d{1,2}\\s*月\\s*(?:\\d{1,2}\\s*[日号]?|[底初末]|[上中下]旬)"
            + "|\\d{1,2}[/.-]\\d{1,2}(?:[日号])?(?![\\d%％])"
            + "|\\d{1,2}[日号]"
            + "|(?:下下|本|这|下|上)?(?:周|星期|礼拜)[一二三四五六日天末]"
            + "|(?:下下|本|这|下)(?:个)?(?:周|星期|礼拜|月[底初末]?)"
            + "|今天|明天|后天|今日|明日|月[底初末]|年[底前]"
            + "|(?i:(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|next week|tomorrow|today"
            + "|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? \\d{1,2})");

    private static final Pattern CLAUSE = Pattern.compile("[，,；;。]");
    private static final Pattern UNDER_WAY =
            Pattern.compile("(?:(?:仍|还|正)?在)?(?:开发|研发|联调|测试|灰度|验证|评审|设计|对接|推进|进行|处理|排查|改造|迁移|实施|准备)*中$"
                    + "|(?:仍|还|正)在[^，。；]{0,12}$|(?i: (?:is )?(?:in progress|ongoing|under way))$");

    private AnsweredLine() {}

    /**
     * The change, or nothing where the answer leaves the line as it is.
     *
     * @param done   what to write for done, such as {@code 已完成}
     * @param paused what to write for paused, such as {@code 暂停}
     * @param due    what to write before a day that the line does not have yet, such as {@code 预计}
     */
    public static Optional<Rewording> change(Finding finding, Answer answer, String done, String paused, String due) {
        QuestionedLine asked = QuestionedLine.of(finding);
        ReportWeek week = finding.weeks().last();
        String line = asked.text().strip();
        // A plan is answered for elsewhere: the line itself is last week's.
        if (finding.kind() == FindingKind.PLAN_UNANSWERED || line.contains("\n")) {
            return Optional.empty();
        }
        Optional<String> after = switch (answer.kind()) {
            case DONE -> ended(line, week, finding.item(), List.of(answer.words(), done), Status.DONE);
            case PAUSED -> ended(line, week, finding.item(), List.of(paused), Status.PAUSED);
            case MOVED -> answer.lacksDay() ? Optional.empty() : moved(line, week, finding, answer.words(), due);
            case AS_PLANNED -> asPlanned(line, week, finding, due, asked.isMissing());
            case CORRECTED ->
                Correction.said(finding, answer.words())
                        .map(correction -> line.replace(correction.from(), correction.to()));
            case RIGHT, ONGOING, EXPLAINED, MUTED -> Optional.empty();
        };
        return after.filter(text -> asked.isMissing() || !text.equals(line))
                .map(text -> new Rewording(asked.isMissing() ? null : asked.text(), text));
    }

    /** The day that these words name, as written; nothing where they name none, or several. */
    static Optional<String> dayIn(String words) {
        Matcher days = DAY.matcher(words);
        if (!days.find()) {
            return Optional.empty();
        }
        String day = days.group();
        return days.find() ? Optional.empty() : Optional.of(day);
    }

    private static Optional<String> asPlanned(
            String line, ReportWeek week, Finding finding, String due, boolean isMissing) {
        if (isMissing) {
            return Optional.of(line);
        }
        List<String> args = finding.why().args();
        return switch (finding.kind()) {
            case SLIPPED, WITHDRAWN -> dayIn(args.get(1)).flatMap(day -> moved(line, week, finding, day, due));
            default -> Optional.empty();
        };
    }

    private static Optional<String> moved(String line, ReportWeek week, Finding finding, String words, String due) {
        Optional<String> day = dayIn(words);
        if (day.isEmpty()) {
            return Optional.empty();
        }
        List<Fact.Dated> planned = read(line, week).stream()
                .flatMap(item -> item.facts().stream())
                .filter(Fact.Dated.class::isInstance)
                .map(Fact.Dated.class::cast)
                .filter(date -> date.role() == Fact.Role.PLANNED)
                .filter(date -> !date.quote().startsWith("原"))
                .toList();
        List<Fact.Dated> meant = planned.size() <= 1
                ? planned
                : planned.stream().filter(date -> isMeant(date, finding)).toList();
        if (planned.size() > 1 && meant.size() != 1) {
            return Optional.empty();
        }
        String after = meant.isEmpty()
                ? line.replaceFirst("[。.；;，,\\s]+$", "") + separator(line) + due + (isHan(due) ? "" : " ") + day.get()
                : replaced(line, meant.get(0).quote(), day.get());
        boolean says = read(after, week)
                .filter(item -> item.facts().stream()
                        .anyMatch(fact -> fact instanceof Fact.Dated date
                                && date.role() == Fact.Role.PLANNED
                                && date.quote().contains(day.get())))
                .isPresent();
        return says ? Optional.of(after) : Optional.empty();
    }

    /** Of several days the one that the question names. */
    private static boolean isMeant(Fact.Dated date, Finding finding) {
        int at = finding.kind() == FindingKind.SLIPPED ? 2 : 1;
        List<String> args = finding.why().args();
        return at < args.size() && date.to() != null && args.get(at).endsWith(Promise.Saying.day(date.to()));
    }

    private static String replaced(String line, String quote, String day) {
        int at = line.indexOf(quote);
        Matcher old = DAY.matcher(quote);
        String fresh = old.find() ? quote.substring(0, old.start()) + day + quote.substring(old.end()) : quote;
        return line.substring(0, at) + fresh + line.substring(at + quote.length());
    }

    /** The line as one of work that has come to this state, without what was still ahead. */
    private static Optional<String> ended(
            String line, ReportWeek week, String name, List<String> endings, Status wanted) {
        String label = read(line, week).flatMap(ParsedNode.Item::title).orElse("");
        String head = line.startsWith(label) ? head(line, label) : "";
        List<String> kept = Stream.of(CLAUSE.split(line.substring(head.length())))
                .map(String::strip)
                .filter(clause -> !clause.isEmpty() && isSettled(clause, week, wanted))
                .toList();
        String settled = String.join(separator(line), kept);
        String own = UNDER_WAY.matcher(name.strip()).replaceFirst("").strip();
        List<String> candidates = new ArrayList<>();
        for (String each : endings) {
            String ending = each.strip().replaceFirst("[了。.!！~\\s]+$", "");
            if (ending.isEmpty()) {
                continue;
            }
            // Figures and what was reached stay beside the name.
            if (!head.isEmpty() && !kept.isEmpty()) {
                candidates.add(head + settled + separator(line) + ending);
            }
            if (!head.isEmpty()) {
                candidates.add(head + ending);
            } else if (settled.startsWith(own)) {
                candidates.add(settled + separator(line) + ending);
            } else if (!kept.isEmpty()) {
                candidates.add(glued(own, ending) + separator(line) + settled);
            }
            candidates.add(glued(own, ending));
            candidates.add(own + colon(line) + ending);
        }
        return candidates.stream().filter(text -> isEnded(text, week, wanted)).findFirst();
    }

    /** The label with the colon behind it; empty without a label. */
    private static String head(String line, String label) {
        int end = label.length();
        while (!label.isEmpty() && end < line.length() && "：: \u3000".indexOf(line.charAt(end)) >= 0) {
            end++;
        }
        return line.substring(0, end);
    }

    private static String glued(String name, String ending) {
        return isHan(ending) ? name + ending : name + " " + ending;
    }

    private static String colon(String line) {
        return isHan(line) ? "：" : ": ";
    }

    private static String separator(String line) {
        return isHan(line) ? "，" : ", ";
    }

    private static boolean isHan(String words) {
        return words.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }

    /** Nothing of it is still ahead: it may stay beside the new state. */
    private static boolean isSettled(String clause, ReportWeek week, Status wanted) {
        return read(clause, week)
                .filter(item -> item.status() == null || item.status() == wanted)
                .filter(item -> item.facts().stream().noneMatch(AnsweredLine::isAhead))
                // A day that was meant for what is said to have come to pass now: it may be another one.
                .filter(item -> item.status() != null || item.facts().stream().noneMatch(Fact.Dated.class::isInstance))
                .filter(item -> !UNDER_WAY.matcher(clause).find())
                .isPresent();
    }

    private static boolean isEnded(String text, ReportWeek week, Status wanted) {
        return read(text, week)
                .filter(item -> item.status() == wanted)
                .filter(item -> item.facts().stream().noneMatch(AnsweredLine::isAhead))
                .isPresent();
    }

    private static boolean isAhead(Fact fact) {
        return fact instanceof Fact.Dated date && date.role() == Fact.Role.PLANNED
                || fact instanceof Fact.Progress progress && !Correction.isWhole(progress);
    }

    /** The line as an item of its own. */
    static Optional<ParsedNode.Item> read(String line, ReportWeek week) {
        List<ParsedNode> nodes = PARSER.parse("- " + line, week).sections().stream()
                .flatMap(section -> section.nodes().stream())
                .toList();
        return nodes.size() == 1
                        && nodes.get(0) instanceof ParsedNode.Item item
                        && item.children().isEmpty()
                ? Optional.of(item)
                : Optional.empty();
    }
}
