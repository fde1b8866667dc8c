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
import io.rollcall.core.team.Team;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
    private static final String WEBHOOK = "wecom-webhook:";

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
        Predicate<Account> lives = account -> account.platform().equals("feishu")
                ? feishuApp.filter(account.app()::equals).isPresent()
                : robot.filter(account.app()::equals).isPresent();
        List<Person> people = people(teams, lives);
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
                people,
                groups(teams, environment, people, lives),
                teams.all().get(0).zone(),
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
        return teams.all().stream().flatMap(team -> team.members().stream()).map(member -> member.account());
    }

    /** Each of them once, however many teams they are in. */
    private static List<Person> people(Teams teams, Predicate<Account> lives) {
        Map<String, Person> people = new LinkedHashMap<>();
        teams.all().stream()
                .flatMap(team -> team.members().stream())
                .filter(member -> lives.test(member.account()))
                .forEach(member -> people.putIfAbsent(
                        member.account().address(),
                        new Person(member.account().address(), member.name(), platform(member.account()))));
        return List.copyOf(people.values());
    }

    private static List<Group> groups(
            Teams teams, Environment environment, List<Person> people, Predicate<Account> lives) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Team team : teams.all()) {
            Account group = team.group();
            if (group == null) {
                continue;
            }
            boolean webhook = group.address().startsWith(WEBHOOK);
            if (!webhook && (platform(group) != Platform.FEISHU || !lives.test(group))) {
                continue;
            }
            Platform platform = platform(group);
            List<String> members = people.stream()
                    .filter(person -> person.platform() == platform
                            && team.members().stream()
                                    .anyMatch(
                                            member -> member.account().address().equals(person.openId())))
                    .map(Person::openId)
                    .toList();
            if (members.isEmpty()) {
                continue;
            }
            String name = webhook ? group.address().substring(WEBHOOK.length()) : "";
            String id = webhook ? "wr_" + name : group.address();
            String key = webhook ? environment.getProperty(WECOM_WEBHOOKS + name + ".key", "") : "";
            groups.putIfAbsent(id, new Group(id, team.name() + "群", members, platform, key));
        }
        return new ArrayList<>(groups.values());
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

    private static Platform platform(Account account) {
        return account.platform().equals("feishu") ? Platform.FEISHU : Platform.WECOM;
    }
}
