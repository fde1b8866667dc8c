package io.rollcall.bot.cli;

import io.rollcall.bot.chat.Checkup.Outcome;
import io.rollcall.bot.chat.Checkup.Step;
import io.rollcall.bot.text.Texts;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code doctor [--url https://…]}: checks the configuration against the live platforms, a line a step. */
@Command(
        name = "doctor",
        description = "Check ./config against the live chat platforms, a line a step, and say for each failure what to"
                + " click where. Starts no server, changes no database and writes to nobody. Ends with 0 when all is"
                + " well, with 1 when something failed. Takes Spring Boot's options too, such as"
                + " --rollcall.teams=FOLDER.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The public address, such as https://rollcall.example.com: the running bot's callbacks are"
                    + " called there as the platform calls them.")
    private @Nullable String url;

    @Option(
            names = "--connect",
            description = "Open long connections, too. Stop the bot first: a WeCom robot is taken away from it, and of"
                    + " Feishu's events one may go astray.")
    private boolean connect;

    @Option(
            names = "--send",
            description = "Post one line by each group robot, as nothing else shows that it can post.")
    private boolean send;

    @Option(names = "--json", description = "Print one JSON object a line: step, name, outcome, seen, todo.")
    private boolean json;

    @Option(
            names = "--language",
            paramLabel = "zh|en",
            description = "What to print in. Default: the machine's language.")
    private @Nullable String language;

    @Unmatched
    private List<String> options = new ArrayList<>();

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

    @Override
    public Integer call() {
        CommandInput.refuseUnknown(options, "--url, --connect, --send, --json and --language");
        Texts texts = Texts.forOperators(locale());
        URI publicUrl = url == null ? null : webAddress(url);
        PrintWriter out = spec.commandLine().getOut();
        new Doctor(texts, step -> tell(out, texts, step)).examine(options, publicUrl, connect, send);
        if (!json) {
            out.println(texts.get("summary", count(Outcome.OK), count(Outcome.FAILED), count(Outcome.SKIPPED)));
        }
        out.flush();
        return count(Outcome.FAILED) == 0 ? 0 : FAILED;
    }

    private int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    private void tell(PrintWriter out, Texts texts, Step step) {
        counts.merge(step.outcome(), 1, Integer::sum);
        String outcome = step.outcome().name().toLowerCase(Locale.ROOT);
        if (json) {
            ObjectNode line = JSON.createObjectNode();
            line.put("step", step.id()).put("name", step.name()).put("outcome", outcome);
            line.put("seen", step.seen()).put("todo", step.todo());
            out.println(JSON.writeValueAsString(line));
        } else {
            String line = padded(texts, texts.get("outcome." + outcome)) + "  " + step.name()
                    + (step.seen().isEmpty() ? "" : texts.get("colon") + step.seen())
                    + (step.todo().isEmpty() ? "" : " → " + step.todo());
            out.println(line.replaceAll("\\s*\\R\\s*", " "));
        }
        // Some steps take as long as a platform's time-out; who watches sees how far it is.
        out.flush();
    }

    /** So that the names stand below one another. */
    private static String padded(Texts texts, String outcome) {
        int longest = Stream.of("ok", "failed", "skipped")
                .mapToInt(each -> texts.get("outcome." + each).length())
                .max()
                .orElse(0);
        return outcome + " ".repeat(longest - outcome.length());
    }

    private Locale locale() {
        if (language == null) {
            return Locale.getDefault().getLanguage().equals("zh") ? Locale.CHINESE : Locale.ENGLISH;
        }
        return switch (language) {
            case "zh" -> Locale.CHINESE;
            case "en" -> Locale.ENGLISH;
            default -> throw new UnusableInputException("--language: " + language + " is none of them; give zh or en");
        };
    }

    private static URI webAddress(String text) {
        HttpUrl address = HttpUrl.parse(text);
        if (address == null || address.query() != null || address.fragment() != null) {
            throw new UnusableInputException(
                    "--url: " + text
                            + " is no address of the web; give what stands before /callback, such as https://rollcall.example.com");
        }
        if (address.pathSegments().contains("callback")) {
            throw new UnusableInputException(
                    "--url: give only what stands before /callback, such as https://" + address.host());
        }
        return address.uri();
    }
}
