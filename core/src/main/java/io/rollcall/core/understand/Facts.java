package io.rollcall.core.understand;

import java.util.List;

/** The kinds of facts, in the order in which they claim the words of a line. A new kind is one more rule here. */
final class Facts {

    private static final List<FactRule> RULES = List.of(
            new FractionRule(),
            new DateRule(),
            new ChangeRule(),
            new ProgressRule(),
            new MetricRule(),
            new IncidentRule());

    private Facts() {}

    /** Reads a line for every kind of fact. */
    static Passage read(Reading reading, Context context, Desk desk) {
        Passage passage = new Passage(reading, context, desk);
        if (passage.from < passage.text.length()) {
            for (FactRule rule : RULES) {
                rule.read(passage);
            }
        }
        return passage;
    }
}
