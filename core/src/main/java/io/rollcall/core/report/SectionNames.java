package io.rollcall.core.report;

import io.rollcall.core.team.Section;
import io.rollcall.core.team.Team;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of a team's sections a name means. People write titles in many dresses ({@code 【Ｏ１ 业务服务】},
 * {@code ## o1业务服务：}), so brackets, {@code #}, {@code *}, colons, blanks, width and case do not count.
 */
public final class SectionNames {

    /** A single character is in too many titles to mean one of them. */
    private static final int SHORTEST_PIECE = 2;

    private static final String BETWEEN_WORDS = "与和及";

    private final List<Name> names = new ArrayList<>();
    private final Set<String> titles;

    public SectionNames(Team team) {
        team.allSections()
                .forEach(section -> section.names().forEach(name -> names.add(new Name(section, name, spaced(name)))));
        Set<String> written = new LinkedHashSet<>();
        names.forEach(name -> written.add(name.asWritten));
        titles = Collections.unmodifiableSet(written);
    }

    /** Every title and other name as the team writes it, in the order of the report. */
    public Set<String> all() {
        return titles;
    }

    /**
     * The section of this name, or else the only one whose name it is a good part of, such as {@code O1} or
     * {@code 业务服务} for {@code O1 业务服务}, or that is most of it ({@code 收银台（二期）} for {@code 收银台}). Empty when none
     * fits, and when two do.
     */
    public Optional<Section> find(String name) {
        return findExactly(name).or(() -> {
            String sought = spaced(name);
            return only(held ->
                    isPiece(sought, held.spaced) || (isPiece(held.spaced, sought) && isHalf(held.spaced, sought)));
        });
    }

    /** The section that goes by exactly this name. */
    public Optional<Section> findExactly(String name) {
        String key = key(name);
        return key.isEmpty() ? Optional.empty() : only(held -> key(held.spaced).equals(key));
    }

    /**
     * Whether the name says more than the section's names do ({@code 收银台（二期）} for {@code 收银台}), so that it
     * must be kept beside the section's own title.
     */
    boolean saysMore(String name, Section section) {
        String sought = spaced(name);
        return section.names().noneMatch(held -> key(held).equals(key(name)) || isPiece(sought, spaced(held)));
    }

    /** What is left of a name when dress does not count; two names are the same when this is. May be empty. */
    public static String key(String name) {
        return spaced(name).replace(" ", "");
    }

    private Optional<Section> only(Predicate<Name> fits) {
        List<Section> found = names.stream()
                .filter(fits)
                .map(Name::section)
                .distinct()
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The name without its dress; of blanks only those stay that keep two Latin words or numbers apart. */
    private static String spaced(String name) {
        String bare = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Ps}\\p{Pe}<>#*_`:\"'\\p{Pi}\\p{Pf}\\p{Cf}]", " ")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
        return bare.replaceAll("(?<![a-z0-9]) | (?![a-z0-9])", "");
    }

    /**
     * Whether one stands in the other as a word of its own ({@code o1} is no piece of {@code o10}) or makes up half of
     * it: {@code 运行数据} is a piece of {@code 系统运行数据}, while {@code 数据} may well be a heading of somebody else's.
     */
    private static boolean isPiece(String piece, String whole) {
        if (piece.codePointCount(0, piece.length()) < SHORTEST_PIECE) {
            return false;
        }
        for (int at = whole.indexOf(piece); at >= 0; at = whole.indexOf(piece, at + 1)) {
            int end = at + piece.length();
            boolean cutsLatin = isWithin(whole, at, true) || isWithin(whole, end, true);
            boolean cutsOther = isWithin(whole, at, false) || isWithin(whole, end, false);
            if (!cutsLatin && (!cutsOther || isHalf(piece, whole))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHalf(String piece, String whole) {
        return 2 * piece.length() >= whole.length();
    }

    /** Whether the place is between two Latin characters or digits, or within a word of another script. */
    private static boolean isWithin(String whole, int at, boolean latin) {
        return at > 0
                && at < whole.length()
                && isOfWord(whole.charAt(at - 1), latin)
                && isOfWord(whole.charAt(at), latin);
    }

    private static boolean isOfWord(char c, boolean latin) {
        return latin ? isLatinOrDigit(c) : Character.isLetter(c) && !isLatinOrDigit(c) && BETWEEN_WORDS.indexOf(c) < 0;
    }

    private static boolean isLatinOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private record Name(Section section, String asWritten, String spaced) {}
}
