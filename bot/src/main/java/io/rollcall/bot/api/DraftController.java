package io.rollcall.bot.api;

import io.rollcall.bot.round.Drafts;
import io.rollcall.bot.round.Edited;
import io.rollcall.bot.round.Editing;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.DraftChange;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What an editor does to a round's report, for scripts. */
@RestController
@RequestMapping("/api/v1")
class DraftController {

    private static final int LONGEST_COMMENT = 1000;
    private static final String COMMENT = "{\"comment\":\"when does it go live?\"}";
    private static final String COMMENT_FORM = "; what works: " + COMMENT;

    private final Lookup lookup;
    private final Drafts drafts;
    private final Editing editing;
    private final RoundService rounds;

    DraftController(Lookup lookup, Drafts drafts, Editing editing, RoundService rounds) {
        this.lookup = lookup;
        this.drafts = drafts;
        this.editing = editing;
        this.rounds = rounds;
    }

    /**
     * Something that was done to the report.
     *
     * @param kind    {@code edited}, {@code sent_back}, {@code answered}, {@code replied} or {@code approved}
     * @param section null for what concerns the whole report
     * @param member  null for a script
     * @param comment what the section was sent back with, or null
     */
    record ChangeView(
            String kind,
            @Nullable String section,
            @Nullable String member,
            OffsetDateTime at,
            @Nullable String comment,
            @Nullable String before,
            @Nullable String after) {

        static ChangeView of(Team team, DraftChange change) {
            return new ChangeView(
                    change.kind().name().toLowerCase(Locale.ROOT),
                    change.about().map(SectionId::value).orElse(null),
                    change.author().map(MemberId::value).orElse(null),
                    RoundView.in(team, change.at()),
                    change.remark(),
                    change.before(),
                    change.after());
        }
    }

    /** All that was done to a round's report besides the replies, in its order. */
    record ChangesView(String round, List<ChangeView> changes) {}

    /** A section as it reads; {@code changed} is false where it read like that before. */
    record SectionView(String round, String section, String title, boolean changed, int revision, String text) {}

    /** Whom a section was given back to. */
    record SentBackView(String round, String section, String title, List<String> to) {}

    @GetMapping("/rounds/{id}/changes")
    ChangesView changes(@PathVariable String id) {
        Round round = lookup.round(id);
        Team team = team(round);
        return new ChangesView(
                round.id().toString(),
                drafts.changes(round.id()).stream()
                        .map(change -> ChangeView.of(team, change))
                        .toList());
    }

    @GetMapping("/rounds/{id}/sections/{section}")
    SectionView show(@PathVariable String id, @PathVariable String section) {
        Round round = lookup.round(id);
        return view(round, lookup.section(team(round), section), false);
    }

    @PutMapping(path = "/rounds/{id}/sections/{section}", consumes = MediaType.TEXT_PLAIN_VALUE)
    SectionView edit(
            @PathVariable String id,
            @PathVariable String section,
            @RequestBody(required = false) @Nullable String text) {
        Round round = lookup.round(id);
        Team team = team(round);
        Section edited = lookup.section(team, section);
        Edited result = Patiently.change(() -> editing.edit(round.id(), edited.id(), text == null ? "" : text, null));
        if (result instanceof Edited.Empty) {
            throw new IllegalArgumentException(
                    "the body has no lines; what works: the section's lines as plain text, such as 1. Launched on 12/20");
        }
        if (result instanceof Edited.TooLong tooLong) {
            throw new IllegalArgumentException("the body is longer than " + tooLong.most() + " characters");
        }
        if (result instanceof Edited.OfAnother of) {
            throw new IllegalArgumentException("the body holds the title of section \"" + of.section()
                    + "\"; put each section's lines in a call of its own");
        }
        return view(round, edited, result instanceof Edited.Done);
    }

    @Takes(COMMENT)
    @PostMapping("/rounds/{id}/sections/{section}/send-back")
    SentBackView sendBack(
            @PathVariable String id,
            @PathVariable String section,
            @RequestBody(required = false) @Nullable JsonNode body) {
        Round round = lookup.round(id);
        Section sentBack = lookup.section(team(round), section);
        String comment = comment(body);
        List<Member> to = Patiently.change(() -> editing.sendBack(round.id(), sentBack, comment, null));
        if (to.isEmpty()) {
            throw new IllegalArgumentException(
                    "section \"" + sentBack.id() + "\" has no owner to send it back to; edit it with PUT");
        }
        return new SentBackView(
                round.id().toString(),
                sentBack.id().value(),
                sentBack.title(),
                to.stream().map(member -> member.id().value()).toList());
    }

    private static String comment(@Nullable JsonNode body) {
        if (body == null) {
            throw new IllegalArgumentException("there is no body" + COMMENT_FORM);
        }
        JsonNode comment = body.path("comment");
        if (!comment.isString() || comment.stringValue().isBlank() || body.size() != 1) {
            throw new IllegalArgumentException("the body must hold a \"comment\" and nothing else" + COMMENT_FORM);
        }
        if (comment.stringValue().length() > LONGEST_COMMENT) {
            throw new IllegalArgumentException(
                    "the comment is longer than " + LONGEST_COMMENT + " characters" + COMMENT_FORM);
        }
        return comment.stringValue().strip();
    }

    private SectionView view(Round round, Section section, boolean changed) {
        Round now = rounds.get(round.id());
        return new SectionView(
                now.id().toString(),
                section.id().value(),
                section.title(),
                changed,
                now.revision(),
                drafts.text(team(now), now, section.id()));
    }

    private Team team(Round round) {
        return lookup.team(round.id().team().value());
    }
}
