package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MergeCommandTest {

    @TempDir
    Path folder;

    @Test
    void printsEveryLineWithWhatBecameOfIt() throws IOException {
        CommandRun run = merge("""
                {"week":"2024-W49","last":[
                  {"no":"1","text":"收银台改版：联调中，进度80%，预计12/5上线"},
                  {"no":"2","text":"渠道接入："},
                  {"no":"2.1","text":"澜海银行代扣：开发中，进度60%"},
                  {"no":3,"text":"对账平台重构：灰度中 "}],
                 "reply":"1 完成，2.1 改成 80%，预计12/20上线\\n3 删除，9 完成\\n新增：海外钱包调研"}
                """);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(json.propertyNames()).containsExactly("items", "ask", "new");
        JsonNode done = json.at("/items/0");
        assertThat(done.propertyNames())
                .containsExactly("no", "text", "unchanged", "status", "progress", "dates", "deleted");
        assertThat(done.at("/text").asString()).isEqualTo("收银台改版：已完成");
        assertThat(done.at("/status").asString()).isEqualTo("DONE");
        assertThat(done.at("/progress").isNull()).isTrue();
        assertThat(done.at("/dates")).isEmpty();
        assertThat(done.at("/unchanged").asBoolean()).isFalse();
        assertThat(json.at("/items/1/unchanged").asBoolean()).isTrue();
        assertThat(json.at("/items/1/status").isNull()).isTrue();
        JsonNode changed = json.at("/items/2");
        assertThat(changed.at("/text").asString()).isEqualTo("澜海银行代扣：开发中，进度80%，预计12/20上线");
        assertThat(changed.at("/progress").asInt()).isEqualTo(80);
        assertThat(changed.at("/dates/0/from").asString()).isEqualTo("2024-12-20");
        assertThat(changed.at("/dates/0/role").asString()).isEqualTo("PLANNED");
        String text = changed.at("/text").asString();
        assertThat(text.substring(
                        changed.at("/dates/0/span/0").asInt(),
                        changed.at("/dates/0/span/1").asInt()))
                .isEqualTo(changed.at("/dates/0/quote").asString());
        assertThat(json.at("/items/3/deleted").asBoolean()).isTrue();
        assertThat(json.at("/items/3/unchanged").asBoolean()).isFalse();
        assertThat(json.at("/ask/0/text").asString()).isEqualTo("9 完成");
        assertThat(json.at("/ask/0/no").asString()).isEqualTo("9");
        assertThat(json.at("/ask/0/why").asString()).contains("没有编号 9", "1、2、2.1、3");
        assertThat(json.at("/new/0/text").asString()).isEqualTo("海外钱包调研");
    }

    @Test
    void whatIsNotNamedStaysByteForByte() throws IOException {
        CommandRun run = merge("""
                {"week":"2024-W49","last":[{"no":"1","text":" 对账 ：灰度中，，预计12/6 全量。 "}],"reply":"其余同上周"}
                """);

        JsonNode item = new JsonMapper().readTree(run.out()).at("/items/0");
        assertThat(item.at("/text").asString()).isEqualTo(" 对账 ：灰度中，，预计12/6 全量。 ");
        assertThat(item.at("/unchanged").asBoolean()).isTrue();
    }

    @Test
    void speaksEnglishWhenAsked() throws IOException {
        Path file = write("{\"week\":\"2024-W49\",\"last\":[{\"no\":\"1\",\"text\":\"a\"}],\"reply\":\"7 done\"}");

        CommandRun run = CommandRun.of("merge", "--lang", "en", file.toString());

        assertThat(run.out()).contains("There is no number 7. There are: 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json                                                              | not JSON
            [1]                                                                   | not a JSON object
            {"last":[],"reply":""}                                                | "week"
            {"week":"W49","last":[],"reply":""}                                   | write it like 2024-W49
            {"week":"2024-W49","reply":""}                                        | "last"
            {"week":"2024-W49","last":[{"no":"2"}],"reply":""}                    | "text"
            {"week":"2024-W49","last":[{"no":"b","text":"x"}],"reply":""}         | write 2, or 2.1
            {"week":"2024-W49","last":[{"no":"1","text":"x"},{"no":"1","text":"y"}],"reply":""} | give each its own
            {"week":"2024-W49","last":[]}                                         | "reply"
            """)
    void saysInOneLineWhatWouldWork(String input, String said) throws IOException {
        CommandRun run = merge(input);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(said);
    }

    private CommandRun merge(String json) throws IOException {
        return CommandRun.of("merge", write(json).toString());
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("reply.json"), json);
    }
}
