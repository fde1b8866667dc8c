package io.rollcall.bot.conversation;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import java.util.List;
import java.util.Optional;

/**
 * Whom of a team somebody means. A mention says it by the account; but it can name only people of the platform, and app,
 * that it is made on, so whoever is reached elsewhere is named by what is typed: their name, or the id of the team file.
 */
sealed interface NamedMember {

    /** This one. */
    record One(Member member) implements NamedMember {}

    /** Of that name there are several; their ids tell them apart. */
    record Several(List<Member> members) implements NamedMember {

        public Several {
            members = List.copyOf(members);
        }
    }

    /** Someone was mentioned who is not in the team, though a member of the same chat has the same name. */
    record Namesake(Member member) implements NamedMember {}

    record Nobody() implements NamedMember {}

    /**
     * @param words    as written, with or without {@code @}
     * @param mentions what the platform says of whom the message mentions
     */
    static NamedMember find(Team team, String words, List<Incoming.Mention> mentions) {
        Optional<Member> mentioned = mentions.stream()
                .flatMap(mention -> team.memberAt(mention.account()).stream())
                .findFirst();
        if (mentioned.isPresent()) {
            return new One(mentioned.get());
        }
        String name = words.strip().replaceFirst("^[@＠]", "").strip();
        List<Member> named = team.members().stream()
                .filter(member -> member.name().strip().equalsIgnoreCase(name))
                .toList();
        // Whoever is mentioned is not the member whom a mention there would have named.
        List<Member> elsewhere = named.stream()
                .filter(member -> mentions.stream().noneMatch(mention -> isSameChat(mention.account(), member)))
                .toList();
        if (elsewhere.size() == 1) {
            return new One(elsewhere.get(0));
        }
        if (elsewhere.size() > 1) {
            return new Several(elsewhere);
        }
        if (!named.isEmpty()) {
            return new Namesake(named.get(0));
        }
        return team.members().stream()
                .filter(member -> member.id().value().equalsIgnoreCase(name))
                .findFirst()
                .<NamedMember>map(One::new)
                .orElseGet(Nobody::new);
    }

    private static boolean isSameChat(Account mentioned, Member member) {
        return mentioned.platform().equals(member.account().platform())
                && mentioned.app().equals(member.account().app());
    }
}
