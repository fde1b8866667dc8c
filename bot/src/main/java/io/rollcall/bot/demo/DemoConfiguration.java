package io.rollcall.bot.demo;

import io.rollcall.bot.chat.feishu.FeishuEndpoints;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.sandbox.LocalServer;
import io.rollcall.bot.sandbox.Sandbox;
import io.rollcall.bot.sandbox.SandboxCallback;
import io.rollcall.bot.sandbox.SandboxWorld;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Team;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** Ties the demo's team to the sandbox: the same people, and one app between the two. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoConfiguration {

    private static final String APP = "rollcall.feishu.apps.demo.";

    @Bean
    SandboxWorld sandboxWorld(Teams teams, Environment environment) {
        Team team = teams.all().get(0);
        List<SandboxWorld.Person> people = team.members().stream()
                .map(member -> Played.onFeishu(member.account().address(), member.name()))
                .toList();
        Account group = team.group();
        if (group == null) {
            throw new IllegalStateException("the demo's team has no group");
        }
        return new SandboxWorld(
                environment.getRequiredProperty(APP + "app-id"),
                environment.getRequiredProperty(APP + "app-secret"),
                environment.getRequiredProperty(APP + "encrypt-key"),
                environment.getRequiredProperty(APP + "verification-token"),
                "点名周报",
                people,
                List.of(new SandboxWorld.Group(
                        group.address(),
                        team.name() + "群",
                        people.stream().map(SandboxWorld.Person::openId).toList())),
                team.zone());
    }

    @Bean
    SandboxCallback sandboxCallback(LocalServer server) {
        return () -> server.resolve("/callback/feishu/demo");
    }

    @Bean
    FeishuEndpoints sandboxEndpoints(LocalServer server) {
        return app -> server.resolve("/sandbox/feishu")
                .orElseThrow(() -> new IllegalStateException("the sandbox does not listen yet"));
    }

    @Bean
    DemoNarrator demoNarrator(Sandbox sandbox, LocalServer server, Teams teams) {
        // Chinese must come out right whatever the terminal's locale says about the JVM's own stream.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new DemoNarrator(
                sandbox,
                out,
                () -> server.resolve("/sandbox").map(URI::toString).orElse("/sandbox"),
                teams.all().get(0).zone());
    }
}
