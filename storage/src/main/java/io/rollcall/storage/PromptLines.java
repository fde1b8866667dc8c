package io.rollcall.storage;

import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Last week's lines as the prompts of a round numbered them: what {@code 2} means, to whom. Never changed. */
public final class PromptLines {

    private static final int MOST_AT_ONCE = 200;

    private final PromptLineMapper mapper;

    PromptLines(PromptLineMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Keeps what a prompt shows. Callers who may ask the same at the same time hold the round, see {@link Rounds#lock}.
     *
     * @param member to whom it is shown
     * @param owner  whose part it is
     * @return false when the member has been shown this owner's lines before; what they were shown then stays
     */
    public boolean add(RoundId round, MemberId member, MemberId owner, List<AskedLine> lines) {
        if (mapper.count(round, member, owner) > 0) {
            return false;
        }
        for (int from = 0; from < lines.size(); from += MOST_AT_ONCE) {
            List<PromptLineMapper.NewRow> rows = new ArrayList<>();
            for (int i = from; i < Math.min(lines.size(), from + MOST_AT_ONCE); i++) {
                rows.add(new PromptLineMapper.NewRow(i, lines.get(i)));
            }
            mapper.insert(round, member, owner, rows);
        }
        return true;
    }

    /** What these members were shown, each prompt in its order; those who were shown nothing are left out. */
    public Map<MemberId, Map<MemberId, List<AskedLine>>> of(RoundId round, Collection<MemberId> members) {
        Map<MemberId, Map<MemberId, List<AskedLine>>> prompts = new LinkedHashMap<>();
        if (!members.isEmpty()) {
            mapper.of(round, members)
                    .forEach(row -> prompts.computeIfAbsent(row.member(), id -> new LinkedHashMap<>())
                            .computeIfAbsent(row.owner(), id -> new ArrayList<>())
                            .add(row.toLine()));
        }
        return prompts;
    }
}
