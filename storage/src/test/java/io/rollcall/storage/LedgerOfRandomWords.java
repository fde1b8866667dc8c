package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A ledger of a few weeks whose words come from a seed, beside a plain note of what each item has said. */
final class LedgerOfRandomWords {

    /** Few characters, so that pairs of them meet again and again in other words. */
    private static final List<String> PLAIN = List.of(
            "吊", "机", "进", "度", "泊", "位", "🏗️", "🚢", "𠮷", "a", "B", "é", "S", "0", "7", "%", "_", "!", "-", " ",
            "\\", "'");

    private static final List<String> WIDE = List.of("Ａ", "ｂ", "７", "％", "＿", "！", "　", "ﾊﾟ", "①", "㎏", "ﬁ");

    private final Random random;
    private final Map<Long, String> titles = new TreeMap<>();
    private final Map<Long, List<String>> texts = new TreeMap<>();
    private final Map<Long, ReportWeek> lastWeeks = new TreeMap<>();

    LedgerOfRandomWords(long seed) {
        this.random = new Random(seed);
    }

    void fill(Ledger ledger, TeamId team) {
        ReportWeek first = ReportWeek.parse("2024-W40");
        for (int n = 0; n < 6; n++) {
            ReportWeek week = first.plus(n);
            List<Statement> statements = new ArrayList<>();
            for (Long known : titles.keySet()) {
                if (random.nextInt(3) == 0) {
                    statements.add(statement(known, week));
                }
            }
            for (int fresh = 0; fresh < 8; fresh++) {
                statements.add(statement(0, week));
            }
            for (Statement stored : ledger.replaceWeek(team, week, statements)) {
                titles.put(stored.item(), stored.title());
                texts.computeIfAbsent(stored.item(), any -> new ArrayList<>()).add(stored.text());
                lastWeeks.put(stored.item(), week);
            }
        }
    }

    private Statement statement(long item, ReportWeek week) {
        String label = random.nextInt(4) == 0 ? words(1 + random.nextInt(4), true) : null;
        return new Statement(
                item,
                week,
                null,
                new SectionId("cranes"),
                0,
                1,
                null,
                label,
                words(1 + random.nextInt(14), true),
                null,
                List.of(),
                null,
                null);
    }

    private String words(int length, boolean wide) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < length; i++) {
            List<String> from = wide && random.nextInt(8) == 0 ? WIDE : PLAIN;
            words.append(from.get(random.nextInt(from.size())));
        }
        return words.toString();
    }

    /** Part of what was said, in another case at times, or something that may never have been said. */
    String query() {
        if (random.nextInt(3) == 0) {
            return words(1 + random.nextInt(3), true);
        }
        List<List<String>> said = new ArrayList<>(texts.values());
        List<String> one = said.get(random.nextInt(said.size()));
        String text = one.get(random.nextInt(one.size()));
        int length = text.codePointCount(0, text.length());
        int from = random.nextInt(length);
        int to = from + 1 + random.nextInt(Math.min(8, length - from));
        String part = text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
        return random.nextBoolean() ? part : part.toUpperCase(Locale.ROOT);
    }

    /** The items that hold the query, the most recently stated first. */
    List<Long> holding(String query, int limit) {
        String words = folded(query).strip();
        return titles.keySet().stream()
                .filter(item -> words.isEmpty()
                        || folded(titles.get(item)).contains(words)
                        || texts.get(item).stream()
                                .anyMatch(text -> folded(text).contains(words)))
                .sorted(Comparator.comparing((Long item) -> lastWeeks.get(item))
                        .thenComparing(item -> item)
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** Whether nothing that was said, nor the query, is other than plain near these words. */
    boolean isPlain(String query) {
        String words = query.strip();
        return !words.isEmpty()
                && folded(words).equals(words.toLowerCase(Locale.ROOT))
                && texts.values().stream().flatMap(List::stream).noneMatch(text -> differs(text, words))
                && titles.values().stream().noneMatch(title -> differs(title, words));
    }

    private static boolean differs(String text, String words) {
        return folded(text).contains(folded(words))
                != text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
