package io.rollcall.core.review;

import io.rollcall.core.understand.Fact;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure that a question doubts, with what it would have to be.
 *
 * @param from what the line says: {@code 提升0.141%}
 * @param to   what agrees with the other figures: {@code 提升0.12个百分点}
 * @param shown what would be right, alone: {@code 0.12 个百分点}
 */
public record Correction(String from, String to, String shown) {

    private static final Pattern NUMBER = Pattern.compile("[-−+]?\\d[\\d,，]*(?:\\.\\d+)?\\s*(?:[亿万千百](?=[^分]|$))?");
    private static final Pattern PERCENT = Pattern.compile("(?:[%％](?:点)?|个?百分点|个点|pp|pct)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> OPPOSITES = Map.ofEntries(
            Map.entry("提升", "下降"),
            Map.entry("上升", "下降"),
            Map.entry("增长", "下降"),
            Map.entry("增加", "减少"),
            Map.entry("提高", "降低"),
            Map.entry("上涨", "下跌"),
            Map.entry("下降", "上升"),
            Map.entry("下跌", "上涨"),
            Map.entry("下滑", "上升"),
            Map.entry("减少", "增加"),
            Map.entry("降低", "提高"),
            Map.entry("升", "降"),
            Map.entry("涨", "跌"),
            Map.entry("增", "减"),
            Map.entry("降", "升"),
            Map.entry("跌", "涨"),
            Map.entry("减", "增"),
            Map.entry("up", "down"),
            Map.entry("down", "up"),
            Map.entry("rose", "fell"),
            Map.entry("fell", "rose"));
    private static final List<String> DIRECTIONS = OPPOSITES.keySet().stream()
            .sorted((one, other) -> other.length() != one.length()
                    ? Integer.compare(other.length(), one.length())
                    : one.compareTo(other))
            .toList();

    /** The figure of the line that is doubted, as written there; nothing where it is no figure, or not only one. */
    public static Optional<String> doubted(Finding finding) {
        List<String> args = finding.why().args();
        int at = switch (finding.why().key()) {
            case "claim", "claim.sign", "claim.share", "claim.sign.share", "claim.points.share", "claim.grown" -> 0;
            case "sum.total", "contradiction.share", "backwards.progress", "contradiction.progress" -> 1;
            case "unit.more", "unit.less" -> 2;
            case "sum.average", "sum.share", "sum.rest" -> 3;
            default -> -1;
        };
        if (at < 0 || at >= args.size()) {
            return Optional.empty();
        }
        String line = QuestionedLine.of(finding).text();
        // The name that is shown before some figures is not always in the words.
        return Optional.of(args.get(at))
                .filter(quote -> NUMBER.matcher(quote).find())
                .filter(quote -> line.contains(quote) && line.indexOf(quote) == line.lastIndexOf(quote));
    }

    /** What would be right, where that follows from the other figures. */
    public static Optional<Correction> of(Finding finding) {
        return doubted(finding).flatMap(from -> right(finding, from));
    }

    private static Optional<Correction> right(Finding finding, String from) {
        List<String> args = finding.why().args();
        return switch (finding.why().key()) {
            case "claim", "claim.sign" -> Optional.of(claim(from, args.get(4), false));
            case "claim.share", "claim.sign.share", "claim.points.share" -> Optional.of(claim(from, args.get(4), true));
            case "claim.grown" -> with(from, args.get(4));
            case "sum.average", "sum.share", "sum.rest" -> with(from, args.get(2));
            case "sum.total" -> with(from, args.get(3));
            case "backwards.progress" -> with(from, args.get(0));
            default -> Optional.empty();
        };
    }

    /** The member's own figure in the place of the doubted one; nothing where they said none. */
    static Optional<Correction> said(Finding finding, String words) {
        Optional<Correction> offered = of(finding)
                .filter(correction -> squeezed(words).equals(squeezed(correction.shown()))
                        || squeezed(words).equals(squeezed(correction.to())));
        return offered.or(() -> doubted(finding).flatMap(from -> with(from, words)));
    }

    /** The words with the figure of others in the place of theirs; the unit is kept where the others give none. */
    private static Optional<Correction> with(String from, String right) {
        Matcher old = NUMBER.matcher(from);
        Matcher fresh = NUMBER.matcher(right);
        if (!old.find() || !fresh.find()) {
            return Optional.empty();
        }
        String number = fresh.group().strip();
        String unit = right.substring(fresh.end()).strip();
        String rest = from.substring(old.end());
        Matcher percent = PERCENT.matcher(rest.stripLeading());
        if (percent.lookingAt() && !unit.isEmpty() && PERCENT.matcher(unit).lookingAt()) {
            rest = unit + rest.stripLeading().substring(percent.end());
        }
        String to = from.substring(0, old.start()) + number + rest;
        String shown = number + (unit.isEmpty() ? rest : unit);
        return to.equals(from) ? Optional.empty() : Optional.of(new Correction(from, to, shown.strip()));
    }

    private static Correction claim(String from, String right, boolean points) {
        Matcher number = NUMBER.matcher(from);
        Matcher fresh = NUMBER.matcher(right);
        if (!number.find() || !fresh.find()) {
            throw new IllegalArgumentException("no figure in a claim's reason");
        }
        BigDecimal value = new BigDecimal(fresh.group().replaceAll("[^0-9.\\-]", ""));
        String size = fresh.group().replaceFirst("^[-−+]", "").strip();
        String unit = points ? "个百分点" : right.substring(fresh.end()).strip();
        String rest = from.substring(number.end()).stripLeading();
        Matcher percent = PERCENT.matcher(rest);
        if (points && percent.lookingAt()) {
            rest = unit + rest.substring(percent.end());
        }
        String before = from.substring(0, number.start());
        if (value.signum() != 0 && (value.signum() < 0) != isDown(from)) {
            before = turned(before);
            rest = before.equals(from.substring(0, number.start())) ? turned(rest) : rest;
        }
        boolean signed = number.group().startsWith("-") || number.group().startsWith("+");
        String sign = signed ? value.signum() < 0 ? "-" : "+" : "";
        String space = points && !unit.isEmpty() ? " " : "";
        String direction = value.signum() < 0 ? "-" : "";
        return new Correction(
                from, before + sign + size + rest, direction + size + (unit.isEmpty() ? rest : space + unit));
    }

    private static boolean isDown(String claim) {
        return claim.matches(".*(?:下降|下跌|下滑|减少|降|跌|减|down|fell).*") || claim.contains("-");
    }

    private static String turned(String words) {
        for (String direction : DIRECTIONS) {
            if (words.contains(direction)) {
                return words.replace(direction, OPPOSITES.get(direction));
            }
        }
        return words;
    }

    private static String squeezed(String words) {
        return words.replaceAll("\\s+", "");
    }

    /** Whether these words are a figure and nothing else, such as {@code 0.12个百分点} or {@code 1.2亿}. */
    static boolean isFigure(String words) {
        Matcher number = NUMBER.matcher(words);
        return number.lookingAt() && words.substring(number.end()).strip().matches("[%％\\p{L}]{0,5}");
    }

    /** What a progress is to be, in the words of a fact. */
    static boolean isWhole(Fact.Progress progress) {
        return progress.value().compareTo(BigDecimal.valueOf(100)) >= 0;
    }
}
