package io.rollcall.bot.conversation;

import io.rollcall.bot.text.Texts;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What was read from a line, in a few words behind it: {@code 〔进行中 · 进度 80% · 预计 12/12〕}. */
final class FactTags {

    private FactTags() {}

    /** The same lines, each with its tags. */
    static List<ParsedNode> behind(Texts texts, List<ParsedNode> nodes) {
        List<ParsedNode> tagged = new ArrayList<>();
        for (ParsedNode node : nodes) {
            tagged.add(
                    node instanceof ParsedNode.Item item
                            ? new ParsedNode.Item(
                                    item.line(),
                                    item.depth(),
                                    item.marker(),
                                    item.label(),
                                    item.text() + of(texts, item),
                                    item.status(),
                                    item.facts(),
                                    behind(texts, item.children()))
                            : node);
        }
        return tagged;
    }

    /** Empty when nothing was read from the line. */
    private static String of(Texts texts, ParsedNode.Item item) {
        List<String> tags = new ArrayList<>();
        item.state().ifPresent(status -> tags.add(texts.get("status." + status)));
        for (Fact fact : item.facts()) {
            if (fact instanceof Fact.Progress progress) {
                tags.add(texts.get(
                        "fact.progress", progress.value().stripTrailingZeros().toPlainString()));
            } else if (fact instanceof Fact.Dated date && date.role() != Fact.Role.MENTION) {
                String key = date.role() == Fact.Role.PLANNED ? "fact.planned" : "fact.actual";
                tags.add(texts.get(key, days(texts, date)));
            }
        }
        return tags.isEmpty() ? "" : " 〔" + String.join(" · ", tags) + "〕";
    }

    private static String days(Texts texts, Fact.Dated date) {
        LocalDate from = date.from();
        LocalDate to = date.to();
        if (from == null) {
            return to == null ? date.quote() : texts.get("fact.before", Answers.day(to));
        }
        if (to == null) {
            return texts.get("fact.after", Answers.day(from));
        }
        return from.equals(to) ? Answers.day(from) : texts.get("fact.range", Answers.day(from), Answers.day(to));
    }
}
