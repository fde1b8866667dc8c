package io.rollcall.bot.config;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads the team files of a folder: every {@code *.yml} and {@code *.yaml} in it is one team. The sample {@code
 * config/teams/payments.yml.example} explains every key.
 */
public final class TeamFiles {

    private static final String EXAMPLE = "payments.yml.example";
    private static final int DEEPEST_NESTING = 20;

    private TeamFiles() {}

    /**
     * Reads them all. A folder that is missing or holds no team file gives no teams and a {@linkplain Teams#notices()
     * notice}.
     *
     * @throws TeamFilesException when anything in any file is wrong; it names everything at once
     */
    public static Teams read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return nobody(shown(folder) + " is no folder");
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(TeamFiles::isYaml).sorted().toList();
        } catch (IOException e) {
            throw new TeamFilesException(List.of(shown(folder) + ": cannot be read: " + reason(e)));
        }
        if (files.isEmpty()) {
            return nobody(shown(folder) + " holds no team file (*.yml, *.yaml)");
        }
        return read(files);
    }

    private static Teams read(List<Path> files) {
        Together together = new Together();
        List<Team> teams = new ArrayList<>();
        Map<TeamId, List<WrittenAccount>> accounts = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            Problems problems = new Problems(shown(file));
            Optional<TeamFile.ReadTeam> read = text(file, problems)
                    .flatMap(text -> compose(text, EXAMPLE + " shows what a team file holds", problems))
                    .flatMap(new TeamFile(problems)::read);
            read.ifPresent(team -> together.check(team, shown(file), problems));
            read.ifPresent(team -> {
                teams.add(team.team());
                accounts.put(team.team().id(), team.accounts());
            });
            lines.addAll(problems.lines());
        }
        if (!lines.isEmpty()) {
            throw new TeamFilesException(lines);
        }
        return new Teams(teams, accounts, List.of());
    }

    private static Teams nobody(String why) {
        return new Teams(
                List.of(),
                Map.of(),
                List.of(why + ", so Rollcall serves no team; copy " + EXAMPLE + " to a file that ends in .yml there"
                        + " and edit it"));
    }

    /** Whether this is one of the YAML files of a folder. */
    static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        boolean hidden = name.startsWith(".");
        return !hidden && (name.endsWith(".yml") || name.endsWith(".yaml")) && !Files.isDirectory(file);
    }

    /** What the file holds; empty, and a problem, when it cannot be read as text. */
    static Optional<String> text(Path file, Problems problems) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            problems.add(0, "", "cannot be read: " + reason(e));
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            problems.add(
                    lineAt(new String(bytes, 0, in.position(), StandardCharsets.UTF_8)),
                    "",
                    "is not UTF-8 here (GBK, perhaps); save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(out.flip().toString());
    }

    /**
     * The text as YAML; empty, and a problem, when it is none.
     *
     * @param hint what to say of a file without anything in it
     */
    static Optional<Node> compose(String text, String hint, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        try {
            @Nullable Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                problems.add(0, "", "is empty; " + hint);
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(line, "", syntax(String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            problems.add(
                    lineAt(text.substring(0, Math.min(text.length(), e.getPosition()))),
                    "",
                    "holds a control character (U+%04X); remove it".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            // The one thing that the reader refuses without saying where, besides absurd depth.
            problems.add(
                    0,
                    "",
                    String.valueOf(e.getMessage()).contains("aliases")
                            ? "repeats a list or group by *name; write it out where it is needed"
                            : "cannot be read as YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String syntax(String problem) {
        if (problem.contains("\\t") || problem.contains("TAB")) {
            return "a tab; YAML is indented by blanks";
        }
        if (problem.contains("another document")) {
            return "a second document begins; write it in a file of its own";
        }
        String hint = problem.startsWith("mapping values are not allowed")
                ? "; a text with a colon and a blank in it needs quotes, and a key must not be indented more than its"
                        + " neighbours"
                : "; a text needs quotes when it begins with one of #&*!|>%@`[{, holds a colon and a blank, or holds ?"
                        + " or a comma within [] or {}";
        return "is not YAML: " + problem + hint;
    }

    private static int lineAt(String before) {
        return (int) before.chars().filter(c -> c == '\n').count() + 1;
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    /** The same on every system, as messages and the documentation show it. */
    static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** What must hold between the files. */
    private static final class Together {

        private final Map<TeamId, String> ids = new HashMap<>();
        private final Map<Account, String> groups = new HashMap<>();

        void check(TeamFile.ReadTeam read, String file, Problems problems) {
            Team team = read.team();
            String before = ids.putIfAbsent(team.id(), file);
            if (before != null) {
                problems.add(
                        read.idLine(),
                        "id",
                        "\"" + team.id() + "\" is already the id in " + before + "; every team needs its own");
            }
            for (TeamFile.Place place : read.places()) {
                String other = groups.putIfAbsent(sameRobot(place.account()), file);
                if (other != null) {
                    problems.add(
                            place.line(),
                            place.key(),
                            "is already the group in " + other
                                    + "; a group belongs to one team, so that the bot knows whose"
                                    + " report is meant there");
                }
            }
        }

        /** A group robot of its own is one and the same whatever chat the team has. */
        private static Account sameRobot(Account place) {
            return Places.isRobotOfItsOwn(place.address()) ? new Account(place.platform(), "", place.address()) : place;
        }
    }
}
