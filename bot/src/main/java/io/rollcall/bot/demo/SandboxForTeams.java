package io.rollcall.bot.demo;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.config.UnusableSettingsException;
import io.rollcall.bot.sandbox.LocalServer;
import io.rollcall.bot.sandbox.SandboxCallback;
import io.rollcall.bot.sandbox.SandboxWorld;
import io.rollcall.bot.sandbox.SandboxWorld.Group;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import io.rollcall.bot.sandbox.SandboxWorld.Platform;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/**
 * Peoples the sandbox with the operator's own teams, in the profile {@code sandbox}: whoever is on Feishu under the first
 * app that a team names, and whoever is on WeCom under the first robot with a long connection. That these call the sandbox
 * and not the platform is for their own settings to say.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox & !demo")
class SandboxForTeams {

    private static final Logger log = LoggerFactory.getLogger(SandboxForTeams.class);
    private static final String FEISHU_APPS = "rollcall.feishu.apps.";
    private static final String WECOM_ROBOTS = "rollcall.wecom.robots.";
    private static final String WECOM_WEBHOOKS = "rollcall.wecom.webhooks.";
    private static final String FEISHU_WEBHOOKS = "rollcall.feishu.webhooks.";
    private static final String WECOM_WEBHOOK = "wecom-webhook:";
    private static final String FEISHU_WEBHOOK = "feishu-webhook:";
    private static final Pattern FEISHU_GROUP = Pattern.compile("oc_[A-Za-z0-9_-]{1,60}");

    @Bean
    SandboxWorld sandboxWorld(Teams teams, Environment environment) {
        Optional<String> feishuApp = feishuApp(teams);
        Optional<String> robot = accounts(teams)
                .filter(account -> account.platform().equals("wecom"))
                .map(Account::app)
                .filter(app -> environment.getProperty(WECOM_ROBOTS + app + ".bot-id") != null
                        && !environment
                                .getProperty(WECOM_ROBOTS + app + ".events", "")
                                .equalsIgnoreCase("webhook"))
                .findFirst();
        Predicate<Account> lives = account -> platform(account)
                .flatMap(platform -> platform == Platform.FEISHU ? feishuApp : robot)
                .filter(account.app()::equals)
                .isPresent();
        Map<Account, Person> people = people(teams, lives);
        if (people.isEmpty()) {
            throw new UnusableSettingsException(
                    "The sandbox has nobody to play: no team has members on a Feishu app or on"
                            + " a WeCom robot with a long connection. Name one in a team's \"chat:\", such as wecom:helper");
        }
        log.warn("The sandbox is on: whoever can open /sandbox on this machine may speak as any member of every team");
        String name = robot.map(app -> environment.getProperty(WECOM_ROBOTS + app + ".display-name", ""))
                .filter(display -> !display.isBlank())
                .orElse("点名周报");
        return new SandboxWorld(
                secret(environment, feishuApp, "app-id"),
                secret(environment, feishuApp, "app-secret"),
                secret(environment, feishuApp, "encrypt-key"),
                secret(environment, feishuApp, "verification-token"),
                name,
                people.values().stream().distinct().toList(),
                groups(teams, environment, people, lives),
                teams.configured().get(0).zone(),
                robot(environment, robot));
    }

    @Bean
    SandboxCallback sandboxCallback(LocalServer server, Teams teams) {
        Optional<String> app = feishuApp(teams);
        return () -> app.flatMap(name -> server.resolve("/callback/feishu/" + name));
    }

    private static Optional<String> feishuApp(Teams teams) {
        return accounts(teams)
                .filter(account -> account.platform().equals("feishu"))
                .map(Account::app)
                .findFirst();
    }

    private static Stream<Account> accounts(Teams teams) {
        return teams.configured().stream()
                .flatMap(team -> team.members().stream())
                .map(member -> member.account());
    }

    /** Each of them once, however many teams they are in; by what the team files say, as the bot may know better. */
    private static Map<Account, Person> people(Teams teams, Predicate<Account> lives) {
        Map<Account, Person> people = new LinkedHashMap<>();
        Map<String, Person> byId = new HashMap<>();
        teams.configured().stream()
                .flatMap(team -> team.members().stream())
                .filter(member -> lives.test(member.account()))
                .forEach(member -> {
                    Person person = played(member);
                    Person first = byId.putIfAbsent(person.openId(), person);
                    people.putIfAbsent(member.account(), first == null ? person : first);
                });
        return people;
    }

    private static Person played(Member member) {
        String address = member.account().address();
        return platform(member.account()).orElseThrow() == Platform.FEISHU
                ? Played.onFeishu(address, member.name())
                : new Person(address, member.name(), Platform.WECOM);
    }

    private static List<Group> groups(
            Teams teams, Environment environment, Map<Account, Person> people, Predicate<Account> lives) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Team team : teams.configured()) {
            for (Account place : team.places()) {
                group(place, environment, lives).ifPresent(group -> {
                    List<String> members = team.members().stream()
                            .flatMap(member -> Optional.ofNullable(people.get(member.account())).stream())
                            .filter(person -> person.platform() == group.platform())
                            .map(Person::openId)
                            .distinct()
                            .toList();
                    groups.putIfAbsent(
                            group.id(),
                            new Group(group.id(), team.name() + "群", members, group.platform(), group.key()));
                });
            }
        }
        return new ArrayList<>(groups.values());
    }

    /** @param key of WeCom's group robot; empty where the group has none */
    private record PlayedGroup(Platform platform, String id, String key) {}

    /** Nothing where the sandbox does not play it. */
    private static Optional<PlayedGroup> group(Account place, Environment environment, Predicate<Account> lives) {
        String address = place.address();
        if (address.startsWith(WECOM_WEBHOOK)) {
            String name = address.substring(WECOM_WEBHOOK.length());
            String key = environment.getProperty(WECOM_WEBHOOKS + name + ".key", "");
            return Optional.of(new PlayedGroup(Platform.WECOM, "wr_" + name, key));
        }
        if (address.startsWith(FEISHU_WEBHOOK)) {
            // The sandbox's custom bots have their group's id for a key; one that has not is posted to elsewhere.
            String name = address.substring(FEISHU_WEBHOOK.length());
            String url = environment.getProperty(FEISHU_WEBHOOKS + name + ".url", "");
            return Optional.of(url.substring(url.lastIndexOf('/') + 1))
                    .filter(key -> FEISHU_GROUP.matcher(key).matches())
                    .map(key -> new PlayedGroup(Platform.FEISHU, key, ""));
        }
        return Optional.of(address)
                .filter(id -> place.platform().equals("feishu") && lives.test(place))
                .filter(id -> FEISHU_GROUP.matcher(id).matches())
                .map(id -> new PlayedGroup(Platform.FEISHU, id, ""));
    }

    private static SandboxWorld.@Nullable Robot robot(Environment environment, Optional<String> robot) {
        return robot.map(app -> new SandboxWorld.Robot(
                        environment.getRequiredProperty(WECOM_ROBOTS + app + ".bot-id"),
                        environment.getRequiredProperty(WECOM_ROBOTS + app + ".secret")))
                .orElse(null);
    }

    /** Of the app that is played; where there is none, something that nobody can guess. */
    private static String secret(Environment environment, Optional<String> app, String key) {
        if (app.isEmpty()) {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        String name = FEISHU_APPS + app.get() + "." + key;
        String value = environment.getProperty(name, "");
        if (value.isBlank()) {
            throw new UnusableSettingsException(name
                    + " is missing, and the sandbox needs it to play Feishu; any value will do, such as " + key + "-1");
        }
        return value;
    }

    /** Nothing where the sandbox has no such platform. */
    private static Optional<Platform> platform(Account account) {
        return switch (account.platform()) {
            case "feishu" -> Optional.of(Platform.FEISHU);
            case "wecom" -> Optional.of(Platform.WECOM);
            default -> Optional.empty();
        };
    }
}
