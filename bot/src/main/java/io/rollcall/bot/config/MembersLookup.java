package io.rollcall.bot.config;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import io.rollcall.storage.KnownAccounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who is meant by the e-mail addresses and mobile numbers of the team files, beside whatever else the bot
 * does: at the start by what is remembered of earlier ones, then by asking the platforms; and again now and then for
 * those who were not found. Contacts stay out of the log, which names teams and members.
 */
public final class MembersLookup {

    /** How often it is looked who is due. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    /** After this the platform is asked again for those whom it did not know. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private static final int MOST_NAMES = 10;

    private static final Logger log = LoggerFactory.getLogger(MembersLookup.class);

    private final Teams teams;
    private final ChatPlatforms platforms;
    private final KnownAccounts known;
    private final Clock clock;

    /** Those of whom the platform has not told since the start, and when to ask. */
    private final Map<Account, Instant> due = new LinkedHashMap<>();

    /** Whose they are. */
    private final Map<Account, List<String>> owners = new HashMap<>();

    /** Where each leads, as far as is known. */
    private final Map<Account, Account> found = new HashMap<>();

    private final Set<Object> told = new HashSet<>();
    private boolean begun;

    private record App(String platform, String name) {

        static App of(Account account) {
            return new App(account.platform(), account.app());
        }

        @Override
        public String toString() {
            return platform + " app " + name;
        }
    }

    private record Away(App app, String why) {}

    MembersLookup(Teams teams, ChatPlatforms platforms, KnownAccounts known, Clock clock) {
        this.teams = teams;
        this.platforms = platforms;
        this.known = known;
        this.clock = clock;
    }

    /** Asks for those who are due; returns when the platforms have answered, or have failed to within their time-outs. */
    public synchronized void run() {
        if (!begun) {
            begin();
            begun = true;
        }
        Instant now = clock.instant();
        Map<App, Set<Account>> asked = due.entrySet().stream()
                .filter(contact -> !now.isBefore(contact.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.groupingBy(
                        App::of, LinkedHashMap::new, Collectors.toCollection(LinkedHashSet::new)));
        asked.forEach((app, contacts) -> ask(app, contacts, now));
    }

    /** What an earlier start was told counts until the platform tells anew. */
    private void begin() {
        for (Team team : teams.configured()) {
            LocalDate today = clock.instant().atZone(team.zone()).toLocalDate();
            for (Member member : team.members()) {
                if (member.hasLeftBy(today)) {
                    continue;
                }
                Account account = member.account();
                boolean isContact = platforms
                        .find(account.platform())
                        .filter(platform -> platform.isContact(account))
                        .isPresent();
                if (isContact) {
                    due.put(account, Instant.MIN);
                    owners.computeIfAbsent(account, any -> new ArrayList<>()).add(team.id() + "/" + member.id());
                }
            }
        }
        due.keySet().forEach(contact -> known.of(contact).ifPresent(account -> found.put(contact, account)));
        teams.reach(found);
    }

    private void ask(App app, Set<Account> contacts, Instant now) {
        Map<Account, Account> answer;
        try {
            answer = platforms.named(app.platform()).whoIs(app.name(), contacts);
        } catch (ChatUnavailableException e) {
            tellAway(app, contacts, String.valueOf(e.getMessage()));
            return;
        }
        told.removeIf(word -> word instanceof Away away && away.app().equals(app));
        answer.forEach((contact, account) -> {
            if (!account.equals(found.put(contact, account))) {
                known.remember(contact, account, now);
            }
            due.remove(contact);
        });
        teams.reach(found);
        tellUnknown(
                app,
                contacts.stream()
                        .filter(contact -> !answer.containsKey(contact))
                        .toList(),
                now);
        tellOfDoubles();
    }

    private void tellUnknown(App app, List<Account> unknown, Instant now) {
        unknown.forEach(contact -> due.put(contact, now.plus(AGAIN)));
        List<Account> news = unknown.stream().filter(told::add).toList();
        if (!news.isEmpty()) {
            log.warn(
                    "{} knows nobody by the e-mail address or mobile number in the team files of {}. Check the spelling"
                            + " (the work e-mail; + and its code before a number of another country), and that they are"
                            + " within the app's 可用范围 and 通讯录权限范围. Asked again every {} minutes",
                    app,
                    named(news),
                    AGAIN.toMinutes());
        }
    }

    /** Once for each reason: a scope that is missing stays missing until somebody adds it. */
    private void tellAway(App app, Collection<Account> contacts, String reason) {
        if (told.add(new Away(app, reason.replaceFirst(", log id .*", "")))) {
            List<Account> lost = contacts.stream()
                    .filter(contact -> !found.containsKey(contact))
                    .toList();
            log.warn(
                    "{} could not be asked who is meant by the e-mail addresses and mobile numbers of team files: {}. It"
                            + " is asked again every minute; {}",
                    app,
                    reason,
                    lost.isEmpty()
                            ? "until then all of them are reached as before"
                            : "until then nobody hears from " + named(lost));
        }
    }

    private void tellOfDoubles() {
        for (Team team : teams.all()) {
            team.members().stream().collect(Collectors.groupingBy(Member::account)).values().stream()
                    .filter(members -> members.size() > 1 && told.add(members))
                    .forEach(members -> log.warn(
                            "Team {}: members {} are one person; name each person once",
                            team.id(),
                            members.stream().map(member -> member.id().value()).collect(Collectors.joining(" and "))));
        }
    }

    private String named(List<Account> contacts) {
        List<String> all = contacts.stream()
                .flatMap(contact -> owners.getOrDefault(contact, List.of()).stream())
                .toList();
        String some = all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return all.size() <= MOST_NAMES ? some : some + " and " + (all.size() - MOST_NAMES) + " more";
    }
}
