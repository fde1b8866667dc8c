package io.rollcall.core.report;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that a report adds to what members wrote, in one language. */
public final class ReportWords {

    private final Locale language;
    private final Map<Word, String> words = new EnumMap<>(Word.class);

    /** @param texts the text of each word, which may not be null; blanks at its ends count */
    public ReportWords(Locale language, Function<Word, String> texts) {
        this.language = language;
        for (Word word : Word.values()) {
            words.put(word, texts.apply(word));
        }
    }

    /** What the report's pages declare as their language. */
    public Locale language() {
        return language;
    }

    String the(Word word) {
        return words.getOrDefault(word, "");
    }

    String the(Standing standing) {
        return the(
                switch (standing) {
                    case UPDATED -> Word.UPDATED;
                    case NOTHING_NEW -> Word.NOTHING_NEW;
                    case ON_LEAVE -> Word.ON_LEAVE;
                    case UNREACHABLE -> Word.UNREACHABLE;
                    case NOT_UPDATED -> Word.NOT_UPDATED;
                });
    }

    /** The word with its {@code {n}} replaced. */
    String counted(Word word, int n) {
        return the(word).replace("{n}", Integer.toString(n));
    }

    String named(String what, Collection<String> names) {
        return the(Word.WITH_NAMES)
                .replace("{what}", what)
                .replace("{names}", String.join(the(Word.BETWEEN_NAMES), names));
    }

    /** A label and what it is about, {@code 收银台：…}. */
    String labelled(String label, String text) {
        return label + the(Word.AFTER_LABEL) + text;
    }

    /**
     * The remark under a section: that it has no lines and why, or who of its owners gave none; empty when there is
     * nothing to remark.
     */
    public String remark(ReportSection section) {
        if (!section.isAsked()) {
            return "";
        }
        List<ReportSection.Owner> people = section.worthNaming();
        if (people.isEmpty()) {
            return section.standing() == Standing.UPDATED ? "" : the(section.standing());
        }
        return Stream.of(Standing.values())
                .filter(standing -> people.stream().anyMatch(owner -> owner.standing() == standing))
                .map(standing -> named(
                        // Under lines of others "not updated" would contradict them.
                        section.standing() == Standing.UPDATED && standing == Standing.NOT_UPDATED
                                ? the(Word.MISSING)
                                : the(standing),
                        people.stream()
                                .filter(owner -> owner.standing() == standing)
                                .map(ReportSection.Owner::name)
                                .toList()))
                .collect(Collectors.joining(the(Word.BETWEEN_GROUPS)));
    }

    /** Each word by what it is for. */
    public enum Word {
        /** The head of what changed: {@code 本周变化}. */
        CHANGES,
        /** Before how many sections have lines: {@code 已更新}. */
        UPDATED,
        /** Finished work. */
        DONE,
        /** What went wrong in production. */
        INCIDENTS,
        /** Work that is blocked or paused. */
        STUCK,
        /** What was put off. */
        SLIPPED,
        /** {@code {original} → {day}，延期 {days} 天}, of what was put off for the first time. */
        SLIP,
        /** The same of what was put off for the {@code {n}}th time, {@code {days}} in all. */
        SLIP_AGAIN,
        /** What was announced for the week to come. */
        DUE,
        /** Sections that kept last week's lines. */
        AS_LAST_WEEK,
        /** Sections without lines. */
        QUIET,
        /** Before the owners who gave no lines to a section that has lines of others: {@code 未提交}. */
        MISSING,
        /** {@code 本周未更新}. */
        NOT_UPDATED,
        /** {@code 本周无更新}. */
        NOTHING_NEW,
        /** {@code 请假}. */
        ON_LEAVE,
        /** {@code 未能送达}. */
        UNREACHABLE,
        /** The head of lines for which no section could be told. */
        OTHER,
        /** The head of the column that names figures: {@code 指标}. */
        FIGURE,
        /** The head of the column that holds them: {@code 本周}. */
        VALUE,
        /** What a chart of progress is called: {@code 进度}. */
        PROGRESS,
        /** {@code 另有 {n} 项}: how many were left out of a list. */
        MORE,
        /** {@code 第 {n} 版}. */
        REVISION,
        /** {@code {what}（{names}）}. */
        WITH_NAMES,
        BETWEEN_NAMES,
        BETWEEN_GROUPS,
        AFTER_LABEL;

        /** The word's key in a message bundle, {@code not-updated}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
