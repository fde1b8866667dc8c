package io.rollcall.bot.cli;

import io.rollcall.bot.json.MergeJson;
import io.rollcall.bot.text.MergeTexts;
import io.rollcall.bot.text.UsualTitles;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.merge.PartialReply;
import io.rollcall.core.merge.PromptLine;
import io.rollcall.core.understand.ReportParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code merge FILE}: what a partial reply makes of last week's lines, as JSON; no server, no database. */
@Command(
        name = "merge",
        description =
                "Print what a reply such as \"2 done, rest same as last week\" makes of last week's lines, as JSON.",
        mixinStandardHelpOptions = true,
        versionProvider = Rollcall.Version.class)
final class MergeCommand implements Callable<Integer> {

    private static final String FORM =
            "{\"week\":\"2024-W49\",\"last\":[{\"no\":\"2.1\",\"text\":\"...\"}],\"reply\":\"...\"}";
    private static final JsonMapper MAPPER = new JsonMapper();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--lang", paramLabel = "LANG", defaultValue = "zh", description = "zh (default) or en.")
    private String language = "zh";

    @Parameters(
            paramLabel = "FILE",
            description = "JSON, UTF-8: the week, last week's numbered lines and the reply; - for the standard input.")
    private String file = "";

    @Override
    public Integer call() {
        if (!language.equals("zh") && !language.equals("en")) {
            throw new UnusableInputException("--lang is zh or en, not " + language);
        }
        JsonNode input = input();
        ReportWeek week = week(input.path("week"));
        List<PromptLine> last = last(input.path("last"));
        String reply = text(input.path("reply"), "reply");
        Merged merged = PartialReply.merge(last, reply, week);
        spec.commandLine()
                .getOut()
                .println(MergeJson.write(
                        merged,
                        week,
                        new ReportParser(UsualTitles.ALL),
                        MergeTexts.in(Locale.forLanguageTag(language))));
        return 0;
    }

    private JsonNode input() {
        String text = InputText.read(file, System.in);
        JsonNode input;
        try {
            input = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (JacksonException e) {
            throw new UnusableInputException("the input is not JSON (" + where(e) + "); write it like " + FORM);
        }
        if (!input.isObject()) {
            throw new UnusableInputException("the input is not a JSON object; write it like " + FORM);
        }
        return input;
    }

    /** Without the words around the place, which may be a member's. */
    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? "no place known"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** Of merged weeks, the last: that is when the report was written. */
    private static ReportWeek week(JsonNode node) {
        try {
            return ReportWeeks.parse(text(node, "week")).last();
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException("week: " + e.getMessage());
        }
    }

    private static List<PromptLine> last(JsonNode node) {
        if (!node.isArray()) {
            throw new UnusableInputException("\"last\" must be a list of last week's lines; write it like " + FORM);
        }
        List<PromptLine> last = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        for (JsonNode line : node) {
            JsonNode no = line.path("no");
            String number = no.isNumber() ? no.asString() : text(no, "no");
            if (!PromptLine.isNumber(number.strip())) {
                throw new UnusableInputException(
                        "\"" + number + "\" is no line's number; write 2, or 2.1 for the first line below it");
            }
            if (!numbers.add(number.strip())) {
                throw new UnusableInputException("two lines have the number " + number.strip() + "; give each its own");
            }
            last.add(PromptLine.of(number.strip(), text(line.path("text"), "text")));
        }
        return last;
    }

    private static String text(JsonNode node, String name) {
        if (!node.isString()) {
            throw new UnusableInputException("\"" + name + "\" must be there, as text; write the input like " + FORM);
        }
        return node.stringValue();
    }
}
