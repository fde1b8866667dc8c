package io.rollcall.bot.cli;

import io.rollcall.bot.demo.Demo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Shows a whole week on this machine, with a stand-in for the chat platform. */
@Command(
        name = "demo",
        description = "Plays a week within a minute on this machine, with a chat page to watch it and to join in."
                + " Takes Spring Boot's options too, such as --server.port=9090.",
        mixinStandardHelpOptions = true,
        versionProvider = Rollcall.Version.class)
final class DemoCommand implements Callable<Integer> {

    @Unmatched
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        return Servers.run(Demo.application(), options);
    }
}
