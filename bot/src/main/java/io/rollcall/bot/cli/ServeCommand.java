package io.rollcall.bot.cli;

import io.rollcall.bot.RollcallApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the bot until it is stopped. */
@Command(
        name = "serve",
        description = "Runs the bot; reads ./config. Takes Spring Boot's options too, such as --server.port=9090.",
        mixinStandardHelpOptions = true,
        versionProvider = Rollcall.Version.class)
final class ServeCommand implements Callable<Integer> {

    @Unmatched
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        return Servers.run(RollcallApplication.application(), options);
    }
}
