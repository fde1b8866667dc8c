package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.review.Answer.Kind;
import io.rollcall.core.understand.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a member writes as the answer to a question. It is one only when it is short, stands on one line, and begins
 * like an answer: with a state of work, a day, a figure, yes or no, or a reason. Whatever names its own subject, as a line
 * of a report does, is none.
 */
public final class AnswerReader {

    private static final int LONGEST = 60;

    /** The first that matches the whole text tells. */
    private static final List<Map.Entry<Kind, Pattern>> WORDS = List.of(
            Map.entry(
                    Kind.MUTED,
                    words(
                            "(?:以后|今后)?(?:都)?(?:别|不要|不用)(?:再)?问(?:我)?(?:这项|这一项|这个|这条|了)?(?:了)?"
                                    + "|(?:please )?(?:don'?t|do not|stop) ask(?:ing)?(?: me)? about (?:this|it)(?: again| any ?more)?")),
            Map.entry(
                    Kind.RIGHT,
                    words(
                            "原文无误|确认延期|确实延期|属实|it slipped|原文没错|(?:数据?|数字)(?:没有?错|没问题|无误|是对的)|没写错|没有?错|无误"
                                    + "|(?:the )?(?:text|figure|number)s? (?:is|are) (?:right|correct)|no mistake|correct as (?:it )?is|it'?s right")),
            Map.entry(
                    Kind.AS_PLANNED,
                    words("(?:仍|还|继续)?(?:是)?按?(?:照)?(?:原)?计划(?:不变)?|仍按原计划|按原定(?:时间|日期)?|计划不变|日期不变|时间不变"
                            + "|(?:still )?(?:as planned|on track|on schedule)")),
            Map.entry(
                    Kind.PAUSED,
                    words("(?:已|已经|先|目前|暂时)?(?:暂停|暂缓|搁置|挂起|停了|冻结)(?:了|中|吧)?|(?:it'?s |is )?(?:paused?|on hold)")),
            Map.entry(
                    Kind.ONGOING,
                    words("(?:(?:还|仍|尚|目前)(?:未|没有?)|未|没有?)(?:完成|做完|上线|结束|好|弄完)|(?:还|仍|正)?在?(?:进行|推进)(?:中|着)?"
                            + "|(?:仍|还|正)在(?:做|进行|推进|处理|开发|联调|测试)?(?:中)?|not (?:yet|done|finished)(?: yet| done)?"
                            + "|still (?:open|in progress|ongoing|working on it)|in progress|ongoing")),
            Map.entry(
                    Kind.DONE,
                    words(
                            "(?:已经?|都|全部|昨天|今天|周[一二三四五])?(?:已经?)?(?:全部|都)?(?:完成|上线|搞定|做完|结束|发布|交付|投产|办完|弄完|好)"
                                    + "(?:上线|发布)?了|已经?(?:全部)?(?:完成|上线|发布|交付|投产|结束|做完|搞定)|完成|搞定|做完|上线"
                                    + "|(?:it'?s |is |has been |already )*(?:done|finished|completed?|shipped|live|released)")));

    private static final Pattern WHICH_DAY =
            words("改(?:一下)?(?:日期|时间)(?:…|\\.\\.\\.|⋯)?|change the (?:date|day)(?:…|\\.\\.\\.)?");

    private static final Pattern MOVES = Pattern.compile(
            "^(?:(?:还)?要?(?:改|延期?|推迟|顺延|推|挪|调整?|提前|定|拖)(?:后)?(?:到|至|为|成|在)|预计|计划|争取|目标|大概|应该(?:在|是)?|是"
                    + "|(?:it'?s |is )?(?:(?:now )?(?:moved|postponed|delayed|changed|put off|move|postpone|change) (?:it )?(?:to|until)|now|by|expected(?: on| by)?|on|due|until)\\b)?\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern AFTER_DAY =
            Pattern.compile("(?:[前日号左右]|之前|以前)?(?:能|可以?|会|再)?(?:完成|上线|发布|交付|投产|提测|结束|灰度|全量|做完|搞定|验收|吧|了){0,3}");

    private static final Pattern CORRECTS = Pattern.compile(
            "^(?:(?:本周值?|这周|数字?|正确的?)?(?:应该?|正确的?)?(?:改(?:为|成)|更正为|应(?:该)?[为是]|是|为)"
                    + "|(?:(?:it )?should (?:be|read)|change (?:it )?to|correct (?:it )?to|make it|it'?s|is))\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern REASON = Pattern.compile(
            "^(?:是?因为|由于|因(?!此)|(?:主要)?原因|主要是|受[^，。]{1,20}影响|(?:还)?[在要]等|(?:是)?上(?:一)?(?:周|期)[^，。]{0,6}(?:错|有误)"
                    + "|(?:写|填|算)错|笔误|数(?:据|字)?(?:没有?错|无误|没问题|是对的)|没错|没写错"
                    + "|(?:统计|数据)?口径(?:有|做了)?(?:变|调整|改|不同|不一样|换)(?:化|更|了|过)?(?:了)?(?:$|[，,。；])"
                    + "|需求(?:变更|变了|调整了)|(?:不做了|取消了|已取消|已经取消了?)$"
                    + "|(?:it'?s |that'?s |this is |it was )?(?:because|due to|owing to|waiting (?:for|on)|blocked (?:by|on)|last week|a typo|typo"
                    + "|the definition|we (?:changed|count)|the (?:number|figure)s? (?:is|are)|cancell?ed))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern YES = words("(?:是|对|对的|是的|没错|嗯对|yes|right|correct|yep)");

    private static final Pattern LISTED =
            Pattern.compile("^(?:[-*•·●▪]|[0-9]{1,3}(?:[、)）]|[.．](?!\\d))|[一二三四五六七八九十]+、|[（(]\\d+[)）]|【|#)");

    private AnswerReader() {}

    private static Pattern words(String pattern) {
        return Pattern.compile("(?:" + pattern + ")", Pattern.CASE_INSENSITIVE);
    }

    /** The answer; nothing where this does not read like one to this question. */
    public static Optional<Answer> read(String text, Finding finding) {
        // First of all, so that no pattern is tried on a long text.
        if (text.strip().length() > LONGEST) {
            return Optional.empty();
        }
        String said = clean(text);
        if (said.isEmpty() || said.contains("\n") || LISTED.matcher(said).find()) {
            return Optional.empty();
        }
        for (Map.Entry<Kind, Pattern> words : WORDS) {
            if (words.getValue().matcher(said).matches()) {
                return Optional.of(new Answer(words.getKey(), said));
            }
        }
        boolean isDoubted = isOfFigures(finding) || finding.kind() == FindingKind.SLIPPED;
        if (isDoubted && YES.matcher(said).matches()) {
            return Optional.of(new Answer(Kind.RIGHT, said));
        }
        if (WHICH_DAY.matcher(said).matches()) {
            return Optional.of(new Answer(Kind.MOVED, ""));
        }
        return isOfFigures(finding)
                ? figure(said, finding).or(() -> day(said, finding)).or(() -> reason(said))
                : day(said, finding).or(() -> figure(said, finding)).or(() -> reason(said));
    }

    /** What was certainly meant as an answer, such as a reply to the question itself; what cannot be told is a reason. */
    public static Answer readCertain(String text, Finding finding) {
        return read(text, finding).orElseGet(() -> new Answer(Kind.EXPLAINED, text.strip()));
    }

    private static Optional<Answer> day(String said, Finding finding) {
        Matcher begins = MOVES.matcher(said);
        String rest = begins.lookingAt() ? said.substring(begins.end()) : said;
        Matcher day = AnsweredLine.DAY.matcher(rest);
        if (finding.kind() == FindingKind.PLAN_UNANSWERED && begins.end() == 0 || !day.lookingAt()) {
            return Optional.empty();
        }
        String behind = rest.substring(day.end()).strip();
        if (!AFTER_DAY.matcher(behind).matches() && !behind.matches("[，,].{1,30}")) {
            return Optional.empty();
        }
        return isDay(day.group(), finding.weeks().last())
                ? Optional.of(new Answer(Kind.MOVED, day.group()))
                : Optional.empty();
    }

    /** Whether it is a day by the rules that reports are read by. */
    private static boolean isDay(String words, ReportWeek week) {
        return AnsweredLine.read("预计" + words + "上线", week).stream()
                .flatMap(item -> item.facts().stream())
                .anyMatch(fact -> fact instanceof Fact.Dated date && date.role() == Fact.Role.PLANNED);
    }

    private static Optional<Answer> figure(String said, Finding finding) {
        if (Correction.doubted(finding).isEmpty()) {
            return Optional.empty();
        }
        Matcher begins = CORRECTS.matcher(said);
        String rest = begins.lookingAt() ? said.substring(begins.end()) : said;
        boolean offered = Correction.of(finding)
                .filter(correction ->
                        rest.replaceAll("\\s+", "").equals(correction.shown().replaceAll("\\s+", "")))
                .isPresent();
        return offered || Correction.isFigure(rest) ? Optional.of(new Answer(Kind.CORRECTED, rest)) : Optional.empty();
    }

    private static Optional<Answer> reason(String said) {
        return REASON.matcher(said).find() ? Optional.of(new Answer(Kind.EXPLAINED, said)) : Optional.empty();
    }

    /** Whether it doubts what is written, as against asking what becomes of it. */
    static boolean isOfFigures(Finding finding) {
        return switch (finding.kind()) {
            case CLAIM, SUM, UNIT, BACKWARDS, CONTRADICTION -> true;
            default -> false;
        };
    }

    private static String clean(String text) {
        return text.replaceAll("[\\u200B-\\u200D\\u2060\\uFEFF]", "")
                .replace('\u00A0', ' ')
                .replace('\u3000', ' ')
                .replace('’', '\'')
                .strip()
                .replaceFirst("[。.!！~～，,\\s]+$", "");
    }
}
