package io.rollcall.core.merge;

import io.rollcall.core.merge.Merged.Why;
import io.rollcall.core.merge.Order.Edit;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Writes a change into the words of a line, so that nothing else of it changes. */
final class LineEditor {

    private final LineNames names;
    private final Places places;
    private final StateEditor states;

    LineEditor(LineReader reader, LineNames names) {
        this.names = names;
        this.places = new Places(reader);
        this.states = new StateEditor(reader, names);
    }

    /** The line with the change, or why it could not be written. */
    sealed interface Result {

        record Text(String text) implements Result {}

        record Ask(Why why, List<String> hint) implements Result {}
    }

    /**
     * @param text  the line as it stands
     * @param shown the line as the prompt had it, by which {@code 推迟一周} is counted
     */
    Result apply(List<Edit> edits, String text, String shown) {
        String now = text;
        boolean compares = edits.stream().anyMatch(Edit.Change.class::isInstance);
        for (Edit edit : edits) {
            Result result = apply(edit, now, shown);
            if (!(result instanceof Result.Text written)) {
                return result;
            }
            boolean isValue = edit instanceof Edit.Percent || edit instanceof Edit.Figure;
            now = isValue && !compares ? withoutStaleChange(now, written.text()) : written.text();
        }
        return new Result.Text(now);
    }

    private Result apply(Edit edit, String text, String shown) {
        if (edit instanceof Edit.State state) {
            return state(state, text);
        } else if (edit instanceof Edit.Percent percent) {
            return percent(percent, text);
        } else if (edit instanceof Edit.Day day) {
            return day(day, text);
        } else if (edit instanceof Edit.Shift shift) {
            return shift(shift, text, shown);
        } else if (edit instanceof Edit.Part part) {
            return part(part, text);
        } else if (edit instanceof Edit.Change change) {
            return change(change, text);
        } else if (edit instanceof Edit.Remark remark) {
            return remark(remark, text, shown);
        } else {
            return figure((Edit.Figure) edit, text);
        }
    }

    // Words and states

    private Result remark(Edit.Remark remark, String text, String shown) {
        boolean bracketed = LineReader.BRACKETED.matcher(remark.words()).matches();
        Edit within = bracketed
                ? EditReader.read(remark.words().substring(1, remark.words().length() - 1))
                        .orElse(remark)
                : remark;
        // "126家（新增6家）": of what the line has, that is no remark.
        boolean isValue = within instanceof Edit.Change
                || within instanceof Edit.Figure figure
                        && !figure.name().isEmpty()
                        && Typed.key(text).contains(Typed.key(figure.name()));
        if (isValue) {
            return apply(within, text, shown);
        }
        boolean said = Typed.key(text).contains(Typed.key(remark.words()));
        if (said || !remark.words().startsWith("（") && !remark.words().startsWith("(")) {
            return new Result.Text(said ? text : appended(text, remark.words(), false));
        }
        String line = text.stripTrailing();
        int end = Math.max(names.bodyStart(line), Typed.contentEnd(line));
        return new Result.Text(line.substring(0, end) + remark.words());
    }

    /** The line with these words behind its name, or these words alone where they bring the name. */
    String say(String words, String shown) {
        int body = names.bodyStart(shown);
        String name = LineNames.name(shown, body);
        boolean whole = name.isEmpty()
                || Typed.key(words).startsWith(Typed.key(name))
                || Typed.likeness(words, shown) >= Likeness.SAME_LINE && Typed.share(name, words) >= 0.5;
        if (whole) {
            return words;
        }
        String said = Typed.withoutClosing(words);
        return body > 0 ? shown.substring(0, body) + said : name + "：" + said;
    }

    private Result state(Edit.State state, String text) {
        Optional<String> written = states.written(state, text);
        if (written.isEmpty() && state.status() == Status.IN_PROGRESS) {
            return new Result.Text(appended(text.strip(), state.words(), false));
        }
        return written.<Result>map(Result.Text::new).orElseGet(() -> new Result.Ask(Why.UNCLEAR, List.of()));
    }

    private Result part(Edit.Part change, String text) {
        for (LineNames.Part part : names.parts(text)) {
            if (part.name().equals(change.name())) {
                String words = text.substring(part.start(), part.end());
                Result result = change.edits().isEmpty()
                        ? new Result.Text(change.typed())
                        : apply(change.edits(), words, words);
                return result instanceof Result.Text said
                        ? new Result.Text(text.substring(0, part.start()) + said.text() + text.substring(part.end()))
                        : result;
            }
        }
        return new Result.Ask(Why.UNCLEAR, List.of());
    }

    // Shares

    private Result percent(Edit.Percent percent, String text) {
        List<int[]> shares = places.shares(text);
        List<int[]> progress =
                shares.stream().filter(share -> places.isProgress(text, share)).toList();
        List<int[]> meant;
        if (!percent.name().isEmpty()) {
            meant = shares.stream()
                    .filter(share -> Places.isNamed(text, share, percent.name()))
                    .toList();
        } else if (percent.named()) {
            meant = progress.isEmpty() && shares.size() == 1 && Places.isNamed(text, shares.get(0), "进度")
                    ? shares
                    : progress;
        } else {
            meant = shares;
        }
        meant = Places.told(meant, text, percent.typed(), percent.value());
        if (meant.size() > 1) {
            return new Result.Ask(Why.SEVERAL, Places.around(text, meant));
        }
        if (meant.size() == 1) {
            int[] place = meant.get(0);
            return new Result.Text(text.substring(0, place[0]) + percent.value() + text.substring(place[1]));
        }
        String words = percent.name().isEmpty() ? "进度" + percent.value() : percent.typed();
        return new Result.Text(appended(text, words, percent.name().isEmpty()));
    }

    // Days

    private Result day(Edit.Day day, String text) {
        Map<int[], Fact.Dated> planned = places.plannedDays(text);
        List<int[]> same = new ArrayList<>();
        planned.forEach((place, fact) -> {
            if (day.isOwn()
                    ? Places.isNamed(text, place, day.event())
                    : isSame(day.event(), Places.eventOf(text, place, fact))) {
                same.add(place);
            }
        });
        List<int[]> all = List.copyOf(planned.keySet());
        List<int[]> meant =
                day.event().isEmpty() ? all : !same.isEmpty() ? same : takesPlaceOf(day, planned) ? all : List.of();
        if (meant.size() > 1) {
            return new Result.Ask(Why.SEVERAL, Places.around(text, meant));
        }
        if (meant.isEmpty()) {
            return new Result.Text(appended(text, day.bare() ? "预计" + day.day() : day.typed(), false));
        }
        int[] place = meant.get(0);
        String event = "";
        int end = place[1];
        if (!day.event().isEmpty() && !day.isOwn() && same.isEmpty()) {
            Matcher old = Words.EVENTS.matcher(text).region(end, text.length());
            end = old.lookingAt() ? old.end() : end;
            event = isFollowedByWord(text, end) ? "" : day.event();
            end = event.isEmpty() ? place[1] : end;
        }
        return new Result.Text(text.substring(0, place[0]) + day.day() + event + text.substring(end));
    }

    /** A line's only day is moved by what ends the work as that did; a day for a step of its own stands beside it. */
    private static boolean takesPlaceOf(Edit.Day day, Map<int[], Fact.Dated> planned) {
        return planned.size() == 1
                && planned.entrySet().stream().allMatch(only -> {
                    String event = only.getValue().event() == null
                            ? ""
                            : only.getValue().event();
                    return day.isOwn()
                            || event.isEmpty()
                            || Words.ENDS.matcher(event).find()
                                    && Words.ENDS.matcher(day.event()).find();
                });
    }

    private static boolean isSame(String said, String event) {
        return !said.isEmpty() && (event.contains(said) || !event.isEmpty() && said.endsWith(event));
    }

    private static boolean isFollowedByWord(String text, int at) {
        return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private Result shift(Edit.Shift shift, String text, String shown) {
        Map<int[], Fact.Dated> before = places.plannedDays(shown);
        if (before.size() > 1) {
            return new Result.Ask(Why.SEVERAL, Places.around(shown, List.copyOf(before.keySet())));
        }
        for (Map.Entry<int[], Fact.Dated> only : before.entrySet()) {
            LocalDate from = only.getValue().from();
            LocalDate to = only.getValue().to();
            LocalDate day = to == null ? from : to;
            if (day == null || from != null && !from.equals(day)) {
                break;
            }
            String old = shown.substring(only.getKey()[0], only.getKey()[1]);
            String moved = Day.inMannerOf(old, day.plusDays(shift.days()).plusMonths(shift.months()));
            String bound = old.matches(".*(?:之前|以前|前)") ? "前" : "";
            return day(new Edit.Day("", moved + bound, moved, true, false), text);
        }
        return new Result.Ask(Why.NO_DAY, List.of());
    }

    // Figures

    private Result figure(Edit.Figure figure, String text) {
        List<int[]> meant = places.figures(figure, text);
        meant = Places.told(meant, text, figure.typed(), figure.value() + figure.unit());
        if (meant.size() > 1) {
            return new Result.Ask(Why.SEVERAL, Places.around(text, meant));
        }
        if (meant.size() == 1) {
            int[] place = meant.get(0);
            return new Result.Text(
                    text.substring(0, place[0]) + figure.value() + figure.unit() + text.substring(place[1]));
        }
        return new Result.Text(appended(text, figure.typed(), false));
    }

    private Result change(Edit.Change change, String text) {
        List<int[]> meant = Places.changes(text, Places.since(change.typed()));
        if (meant.size() > 1) {
            return new Result.Ask(Why.SEVERAL, Places.around(text, meant));
        }
        return new Result.Text(
                meant.isEmpty()
                        ? appended(text, change.typed(), false)
                        : text.substring(0, meant.get(0)[0]) + change.typed() + text.substring(meant.get(0)[1]));
    }

    /** By how much the old value had moved is not said of the new one. */
    private static String withoutStaleChange(String before, String now) {
        Matcher change = Words.CHANGE.matcher(Typed.fold(now));
        int same = 0;
        while (same < Math.min(before.length(), now.length()) && before.charAt(same) == now.charAt(same)) {
            same++;
        }
        if (before.equals(now) || now.startsWith(before) || !change.find(same)) {
            return now;
        }
        int from = change.start();
        int to = change.end();
        if (from > 0
                && to < now.length()
                && "（(".indexOf(now.charAt(from - 1)) >= 0
                && "）)".indexOf(now.charAt(to)) >= 0) {
            from--;
            to++;
        } else if (from > 0 && "，,；; ".indexOf(now.charAt(from - 1)) >= 0) {
            from--;
        }
        boolean follows = now.substring(same, from).chars().noneMatch(c -> "，,；;。（(".indexOf(c) >= 0);
        return follows ? now.substring(0, from) + now.substring(to) : now;
    }

    /** The line with more words behind it, in front of the full stop at its end. */
    private String appended(String text, String words, boolean isProgress) {
        String stripped = text.stripTrailing();
        if (isProgress) {
            String started = states.withoutNotStarted(stripped, words);
            if (!started.equals(stripped)) {
                return started;
            }
        }
        int body = names.bodyStart(stripped);
        int end = Math.max(body, Typed.contentEnd(stripped));
        String tail = stripped.substring(end);
        boolean empty =
                body > 0 && end == body || stripped.isEmpty() || stripped.endsWith("：") || stripped.endsWith(":");
        if (empty) {
            return stripped + words;
        }
        return stripped.substring(0, end) + "，" + words + ("。".equals(tail) || ".".equals(tail) ? tail : "");
    }
}
