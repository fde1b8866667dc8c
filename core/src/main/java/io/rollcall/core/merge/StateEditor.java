package io.rollcall.core.merge;

import io.rollcall.core.merge.Clauses.Clause;
import io.rollcall.core.merge.Order.Edit;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a state into a line in the place of what it said of its state and plans. */
final class StateEditor {

    private static final Pattern PLAN_FIRST = Pattern.compile(
            "(?:预计|计划|争取|力争|拟|目标|准备|将)?(?:于|在)?(?:" + Day.FORM + ")?(?:之前|以前|前|内)?(?:完成|启动|推进|进行|开展|做完)?(?:对)?");

    private static final Pattern WAITS = Pattern.compile("等|待|因|由于");

    private final LineReader reader;
    private final LineNames names;

    StateEditor(LineReader reader, LineNames names) {
        this.reader = reader;
        this.names = names;
    }

    /** The line in this state; empty where it holds nothing that the state can take the place of. */
    Optional<String> written(Edit.State state, String text) {
        String current = text.strip();
        if (current.contains(state.words()) && states(current, state.status())) {
            return Optional.of(text);
        }
        int body = names.bodyStart(current);
        if (state.status() == Status.IN_PROGRESS) {
            return current.contains(state.words()) ? Optional.of(text) : resumed(state, current, body);
        }
        List<LineNames.Part> parts = body == 0 ? names.parts(current) : List.of();
        if (!parts.isEmpty()) {
            return ofEach(parts, state, current);
        }
        return candidates(state, current, body).stream()
                .filter(candidate -> states(candidate, state.status()))
                .findFirst();
    }

    /** What is said of the line as a whole is said of each. */
    private Optional<String> ofEach(List<LineNames.Part> parts, Edit.State state, String text) {
        String now = text;
        for (int i = parts.size() - 1; i >= 0; i--) {
            LineNames.Part part = parts.get(i);
            Optional<String> said = written(state, text.substring(part.start(), part.end()));
            if (said.isEmpty()) {
                return Optional.empty();
            }
            now = now.substring(0, part.start()) + said.get() + now.substring(part.end());
        }
        return Optional.of(now);
    }

    /** The line without its pause and what it waited for; what is planned stays. */
    private Optional<String> resumed(Edit.State state, String text, int body) {
        StringBuilder written = new StringBuilder(text.substring(0, body));
        boolean stated = false;
        boolean reason = false;
        for (Clause clause : Clauses.places(text, body)) {
            String words = clause.of(text).strip();
            Status says = reader.read(words).status();
            boolean stops = says == Status.PAUSED || says == Status.BLOCKED;
            boolean goes = stops || reason && WAITS.matcher(words).lookingAt();
            reason = goes;
            String name = goes && clause.start() == 0 ? LineNames.name(text, 0) : "";
            String kept = goes ? (stated ? "" : name + state.words()) : words;
            stated |= goes;
            if (!kept.isEmpty()) {
                written.append(written.length() > body ? "，" : "").append(kept);
            }
        }
        return stated ? Optional.of(written.toString()) : Optional.empty();
    }

    private boolean states(String text, Status status) {
        LineReader.Line line = reader.read(text);
        if (line.status() != status || line.isPlanned()) {
            return false;
        }
        return status != Status.DONE || line.unfinished().isEmpty();
    }

    private Set<String> candidates(Edit.State state, String text, int body) {
        Set<String> candidates = new LinkedHashSet<>();
        String name = LineNames.name(text, body);
        if (name.isEmpty()) {
            nameless(state, text).ifPresent(candidates::add);
        } else {
            String bare = withoutBracketedStates(text, state.status());
            candidates.add(replaced(state, bare, names.bodyStart(bare), false));
            candidates.add(replaced(state, bare, names.bodyStart(bare), true));
            candidates.add((body > 0 ? text.substring(0, body) : name) + state.words());
        }
        candidates.add(Typed.withoutClosing(text) + "，" + state.words());
        return candidates;
    }

    /** {@code 预计下周完成机构签约}: what was planned, without the plan. */
    private static Optional<String> nameless(Edit.State state, String text) {
        Matcher plan = PLAN_FIRST.matcher(Typed.fold(text));
        if (!plan.lookingAt()) {
            return Optional.empty();
        }
        String left = text.substring(plan.end());
        String what = Clauses.of(left).get(0).strip();
        if (Typed.width(what) < 2) {
            return Optional.empty();
        }
        return Optional.of(state.status() == Status.DONE ? state.words() + what : what + state.words());
    }

    /** The line with its clauses of state and plan gone, and the new state in the place of the first of them. */
    private String replaced(Edit.State state, String text, int body, boolean figuresOnly) {
        int end = Typed.contentEnd(text);
        String tail = text.substring(Math.max(end, body));
        String line = text.substring(0, Math.max(end, body));
        StringBuilder written = new StringBuilder(line.substring(0, body));
        String mark = "";
        boolean stated = false;
        for (Clause clause : Clauses.places(line, body)) {
            String words = clause.of(line);
            boolean isFirst = clause.start() == body;
            String kept = kept(words, state.status(), figuresOnly && !isFirst);
            boolean cut = kept.length() < words.length();
            if (isFirst && body == 0 && cut && kept.isBlank()) {
                // The name stands here, without a label's colon.
                kept = LineNames.name(line, 0);
            }
            if (!kept.isBlank()) {
                written.append(mark).append(kept);
                mark = clause.end() < line.length() ? line.substring(clause.end(), clause.end() + 1) : "，";
            }
            if (cut && !stated) {
                stated = true;
                boolean joins = isFirst && body == 0 && !kept.isBlank();
                written.append(joins || written.length() == body && body > 0 || written.isEmpty() ? "" : "，")
                        .append(state.words());
                mark = "，";
            }
        }
        if (!stated) {
            boolean joins = written.length() == body || written.toString().equals(LineNames.name(line, body));
            written.append(joins ? "" : "，").append(state.words());
        }
        return written + (tail.isBlank() ? "" : tail);
    }

    /** What of a clause stays when the line takes another state: nothing of what says how far it is or is to be. */
    private String kept(String clause, Status status, boolean figuresOnly) {
        LineReader.Line line = reader.read(clause.strip());
        boolean planned =
                line.isPlanned() || reader.readWeekBefore(clause.strip()).isPlanned();
        boolean figures =
                line.facts().stream().anyMatch(fact -> fact instanceof Fact.Metric || fact instanceof Fact.Change);
        boolean progress = line.facts().stream().anyMatch(Fact.Progress.class::isInstance);
        boolean open = line.status() != null;
        boolean goesOn = Words.STATE_BEGINS.matcher(Typed.fold(clause.strip())).lookingAt();
        if (status == Status.PAUSED && progress && !planned) {
            return clause;
        }
        if (!planned && !progress && !open && !goesOn) {
            return figuresOnly && !figures ? "" : clause;
        }
        if (figures && !planned && !progress && (line.status() == null || line.status() == Status.DONE)) {
            return clause;
        }
        // "累计接入120家，联调进度60%" within one clause: what stands before the state stays when it has the figure.
        Matcher begins = Words.STATE_BEGINS.matcher(Typed.fold(clause));
        if (figures && begins.find() && begins.start() > 1) {
            String before = clause.substring(0, begins.start());
            LineReader.Line rest = reader.read(before.strip());
            if (!rest.facts().isEmpty() && rest.status() == null && !rest.isPlanned()) {
                return before.stripTrailing();
            }
        }
        return "";
    }

    private String withoutBracketedStates(String text, Status status) {
        Matcher brackets = LineReader.BRACKETED.matcher(text);
        StringBuilder without = new StringBuilder();
        int from = 0;
        while (brackets.find()) {
            String within = brackets.group().substring(1, brackets.group().length() - 1);
            LineReader.Line line = reader.read(within);
            boolean goes = line.isPlanned()
                    || reader.readWeekBefore(within).isPlanned()
                    || line.status() != null && line.status() != status
                    || line.unfinished().isPresent()
                    || LineReader.SHARE.matcher(within).matches();
            if (goes) {
                without.append(text, from, brackets.start());
                from = brackets.end();
            }
        }
        return without.append(text.substring(from)).toString();
    }

    /** {@code 未启动} goes when something has been done. */
    String withoutNotStarted(String text, String words) {
        if (reader.read(text).status() != Status.NOT_STARTED) {
            return text;
        }
        int body = names.bodyStart(text);
        for (Clause clause : Clauses.places(text, body)) {
            String said = clause.of(text);
            boolean only = Optional.ofNullable(reader.read(said.strip()).status())
                    .filter(status -> status == Status.NOT_STARTED)
                    .isPresent();
            if (only && Typed.width(said.strip()) <= 6 && (clause.start() > 0 || body > 0)) {
                return text.substring(0, clause.start()) + words + text.substring(clause.end());
            }
        }
        return text;
    }
}
