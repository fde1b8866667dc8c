package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.ProcessLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a round leaves in the log: ids to follow it by, and neither what members wrote nor a secret. */
class LogTest extends WireTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROUND = "payments-2024-W49";

    /** Each is found in no line unless it was written there. */
    private static final List<String> SECRETS = List.of(
            Envelope.ENCRYPT_KEY, Envelope.TOKEN, "wire-secret", BotUnderTest.API_TOKEN, PlatformStandIn.TENANT_TOKEN);

    private static final List<String> WRITTEN = List.of("钱包开户页改版上线", "机密的平台扩容", "机密的更正", "被撤回的机密", "破损的机密", "迟到的机密");

    private static final Map<String, String> SETTINGS = Map.of(
            "logging.structured.format.file", "logstash",
            "logging.level.io.rollcall", "debug");

    @TempDir
    private static Path logs;

    /** Settings of the log are read before any other, so not with those of the bot under test. */
    @BeforeAll
    static void logAllToAFile() {
        SETTINGS.forEach(System::setProperty);
        System.setProperty("logging.file.name", logs.resolve("rollcall.log").toString());
        ProcessLog.startAnew();
    }

    @AfterAll
    static void logAsBefore() {
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty("logging.file.name");
        ProcessLog.startAnew();
    }

    @Test
    void aWholeRoundAndWhatGoesWrongInItIsLoggedWithoutWhatMembersWroteAndWithoutSecrets() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        bot.says("ou_su", "om_2", "1. 机密的平台扩容");
        platform.memberEdits("om_2", "1. 机密的更正", clock.instant().plusSeconds(5).toEpochMilli());
        bot.says("ou_zhou", "om_3", "1. 被撤回的机密");
        bot.recalls("om_3");
        // Content that is no JSON, as no platform should send it.
        String event = Envelope.written("ev-broken", "om_4", "ou_he", "TEXT", clock.instant())
                .replace("{\\\"text\\\":\\\"TEXT\\\"}", "破损的机密{");
        assertThat(event).contains("破损的机密");
        assertThat(bot.deliver(event)).isEqualTo(200);
        bot.work();
        Envelope sealed = Envelope.seal(event, clock.instant());
        bot.post("main", new Envelope(sealed.timestamp(), sealed.nonce(), "0".repeat(64), sealed.body()));
        bot.get("/api/v1/rounds/nothing", "application/json");
        bot.at("2024-12-06T14:00");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");
        bot.says("ou_he", "om_5", "1. 迟到的机密");
        assertThat(bot.report(ROUND)).contains("机密的更正", "迟到的机密");
        bot.close();

        List<JsonNode> lines = lines();
        assertThat(lines).hasSizeGreaterThan(10).anyMatch(line -> level(line).equals("DEBUG"));
        assertThat(lines).noneMatch(line -> mentionsAny(line, SECRETS));
        assertThat(lines.stream().filter(line -> !level(line).equals("DEBUG")))
                .noneMatch(line -> mentionsAny(line, WRITTEN));
        assertThat(lines.stream().filter(line -> message(line).startsWith("Round " + ROUND)))
                .isNotEmpty()
                .allMatch(line -> text(line, "team").equals("payments"))
                .anyMatch(line ->
                        message(line).contains("closed") && text(line, "round").equals(ROUND))
                .anyMatch(line -> message(line).contains("published")
                        && text(line, "round").equals(ROUND));
        assertThat(lines)
                .anyMatch(line -> text(line, "message").startsWith("Message om_1 is a reply")
                        && text(line, "round").equals(ROUND));
    }

    private static boolean mentionsAny(JsonNode line, List<String> words) {
        String whole = line.toString();
        return words.stream().anyMatch(whole::contains);
    }

    private static String level(JsonNode line) {
        return text(line, "level");
    }

    private static String message(JsonNode line) {
        return text(line, "message");
    }

    private static String text(JsonNode line, String name) {
        return line.path(name).asString("");
    }

    private static List<JsonNode> lines() {
        try {
            return Files.readAllLines(logs.resolve("rollcall.log")).stream()
                    .map(JSON::readTree)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
