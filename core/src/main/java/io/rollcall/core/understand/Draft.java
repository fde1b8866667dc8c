package io.rollcall.core.understand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outline while it grows: lines hung into a tree, not yet read for facts. */
final class Draft {

    private Draft() {}

    /** Lines under one title, or before the first. */
    static final class Section {
        final @Nullable String title;
        final int level;
        final int line;
        final Tone tone;
        final List<Node> nodes = new ArrayList<>();

        Section(@Nullable String title, int level, int line) {
            this.title = title;
            this.level = level;
            this.line = line;
            this.tone = title == null ? Tone.PLAIN : Tone.of(title);
        }
    }

    /** What a line is. */
    enum Kind {
        ITEM,
        /** Prose, a rule, a picture: kept as it stands. */
        TEXT,
        QUOTE,
        /** The rest of the sentence of the item above; its facts are that item's. */
        CONTINUATION
    }

    /** One line; {@code start} to {@code end} is its text in the input. */
    static final class Node {
        final Kind kind;
        final int line;
        final int depth;
        final String marker;
        final int start;
        final int end;
        final List<Node> children = new ArrayList<>();

        Node(Kind kind, int line, int depth, String marker, int start, int end) {
            this.kind = kind;
            this.line = line;
            this.depth = depth;
            this.marker = marker;
            this.start = start;
            this.end = end;
        }

        /** {@code [x]}: true, {@code [ ]}: false, no box: null. */
        @Nullable
        Boolean checked() {
            int box = marker.indexOf('[');
            return box < 0 ? null : marker.charAt(box + 1) != ' ';
        }
    }
}
