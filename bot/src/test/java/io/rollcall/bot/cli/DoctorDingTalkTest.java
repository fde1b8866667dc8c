package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorDingTalkTest {

    private static final String ROBOT = "rollcall.dingtalk.robots.main.";
    private static final String SEND = "/v1.0/robot/oToMessages/batchSend";

    private static final List<String> SECRETS = List.of(
            "client-secret-must-never-show",
            "webhook-token-must-never-show",
            "SECmust-never-show",
            AskedPlatform.TOKEN,
            AskedPlatform.TICKET);

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private AskedPlatform platform;

    @BeforeEach
    void a_team_on_dingtalk() throws IOException {
        platform = new AskedPlatform();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(folder.resolve("teams/harbour.yml"), """
                id: harbour
                name: 港湾支付
                chat: dingtalk:main
                post-to: [cidHarbour01==, dingtalk-webhook:readers]
                members:
                  - {id: he, name: 何川, account: manager7001}
                sections:
                  - {id: o1, title: O1 业务支撑, owners: [he]}
                """);
        settings.put("rollcall.teams", folder.resolve("teams").toString());
        settings.put("spring.datasource.url", "jdbc:h2:file:" + folder.resolve("db") + ";MODE=MySQL");
        settings.put(ROBOT + "client-id", "dingdoctor01");
        settings.put(ROBOT + "client-secret", "client-secret-must-never-show");
        settings.put(ROBOT + "base-url", platform.url());
        settings.put("rollcall.dingtalk.webhooks.readers.access-token", "webhook-token-must-never-show");
        settings.put("rollcall.dingtalk.webhooks.readers.secret", "SECmust-never-show");
        settings.put("rollcall.dingtalk.webhooks.readers.base-url", platform.url());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void all_is_well_and_nobody_is_written_to() {
        CommandRun run = doctor();

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.line("团队文件里的账号")).startsWith("正常");
        assertThat(run.line("钉钉 main · 时钟")).startsWith("正常");
        assertThat(run.line("钉钉 main · 凭证")).startsWith("正常");
        assertThat(run.line("钉钉 main · 机器人")).startsWith("正常").contains("dingdoctor01");
        assertThat(run.line("钉钉 main · 权限 qyapi_robot_sendmsg")).startsWith("正常");
        assertThat(run.line("钉钉 main · 从外面访问回调")).startsWith("跳过").contains("--url");
        assertThat(run.line("钉钉 main · 群 cidHarbour01==")).startsWith("跳过");
        assertThat(run.line("钉钉 main · 成员 何川")).startsWith("正常");
        assertThat(run.line("钉钉 readers · 群机器人")).startsWith("跳过").contains("--send");
        assertThat(platform.wasAsked("/robot/send")).isFalse();
        assertThat(platform.wasAsked("/v1.0/robot/groupMessages/send")).isFalse();
        assertThat(asked(SEND)).as("says nothing, to nobody").singleElement().satisfies(body -> {
            assertThat(body.path("userIds").isArray()).isTrue();
            assertThat(body.path("userIds")).isEmpty();
            assertThat(body.has("msgParam")).isFalse();
        });
    }

    @Test
    void it_speaks_english_too() {
        CommandRun run = CommandRun.of(arguments("--language=en"));

        assertThat(run.line("DingTalk main · bot")).startsWith("ok").contains("its robot code is dingdoctor01");
        assertThat(run.line("DingTalk main · scope")).startsWith("ok").contains("granted");
    }

    @Test
    void a_wrong_secret_is_told_with_where_to_copy_it_and_what_hangs_on_it_is_skipped() {
        platform.answers("/v1.0/oauth2/accessToken", 400, "{\"code\":\"invalidClientIdOrSecret\",\"message\":\"no\"}");

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("钉钉 main · 凭证"))
                .startsWith("失败")
                .contains("invalidClientIdOrSecret", "凭证与基础信息 (Credentials & Basic Info)", "Client Secret");
        assertThat(run.line("钉钉 main · 成员")).startsWith("跳过");
        assertThat(platform.wasAsked(SEND)).isFalse();
    }

    @Test
    void a_platform_that_is_not_reached_is_told() {
        platform.close();

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("钉钉 main · 连得上平台")).startsWith("失败").contains("拒绝连接");
    }

    @Test
    void a_permission_that_is_missing_is_told_with_where_to_apply_for_it() {
        platform.answers(SEND, 403, """
                {"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","message":"wants qyapi_robot_sendmsg"}""");

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("权限 qyapi_robot_sendmsg")).startsWith("失败").contains("权限管理 (Permissions)", "企业内机器人发送消息权限");
    }

    @Test
    void a_robot_code_that_is_wrong_is_told_with_where_to_copy_it() {
        settings.put(ROBOT + "robot-code", "dingother02");
        platform.answers(SEND, 400, "{\"code\":\"invalidParameter.robotCode.auth\",\"message\":\"no\"}");

        assertThat(doctor().line("钉钉 main · 机器人")).startsWith("失败").contains("robotCode.auth", "RobotCode");
        assertThat(asked(SEND))
                .singleElement()
                .satisfies(body -> assertThat(body.path("robotCode").asString()).isEqualTo("dingother02"));
    }

    @Test
    void what_cannot_be_told_for_now_is_no_failure() {
        platform.answers(SEND, 403, "{\"code\":\"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi\",\"message\":\"no\"}");

        CommandRun run = doctor();

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.line("权限 qyapi_robot_sendmsg")).startsWith("跳过").contains("QpsLimit");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"errcode\":60121,\"errmsg\":\"no\"}', 失败, 没有这个成员",
        "'{\"errcode\":88,\"sub_code\":\"60011\",\"errmsg\":\"no\"}', 跳过, 成员信息读权限",
        "'{\"errcode\":0,\"result\":{\"name\":\"苏岚\"}}', 失败, 名字是「苏岚」",
        "'{\"errcode\":0,\"result\":{}}', 正常, 没有给出名字",
        "'{\"errcode\":0,\"result\":{\"name\":\"何 川\"}}', 正常, 名字一致",
    })
    void a_member_is_looked_up_and_compared(String answer, String outcome, String said) {
        platform.answers("/topapi/v2/user/get", answer);

        assertThat(doctor().line("成员 何川")).startsWith(outcome).contains(said);
        assertThat(asked("/topapi/v2/user/get"))
                .singleElement()
                .satisfies(body -> assertThat(body.path("userid").asString()).isEqualTo("manager7001"));
    }

    @Test
    void the_address_of_a_stream_is_asked_for_only_when_it_is_told_to() {
        settings.put(ROBOT + "events", "stream");
        CommandRun looked = doctor("--url=http://127.0.0.1:1");
        assertThat(looked.line("钉钉 main · 长连接")).startsWith("跳过").contains("--connect");
        assertThat(looked.out()).doesNotContain("从外面访问回调");
        assertThat(platform.wasAsked("/v1.0/gateway/connections/open")).isFalse();

        assertThat(doctor("--connect").line("钉钉 main · 长连接")).startsWith("正常").contains("wss-open.dingtalk.invalid");

        platform.answers("/v1.0/gateway/connections/open", "{}");
        assertThat(doctor("--connect").line("钉钉 main · 长连接")).startsWith("失败").contains("没有给出");

        platform.answers("/v1.0/gateway/connections/open", 400, "{\"code\":\"authFailed\",\"message\":\"no\"}");
        assertThat(doctor("--connect").line("钉钉 main · 长连接")).startsWith("失败").contains("authFailed", "Stream模式");
    }

    @Test
    void a_webhook_posts_only_when_it_is_told_to() {
        assertThat(doctor("--send").line("readers · 群机器人")).startsWith("正常");
        assertThat(asked("/robot/send"))
                .singleElement()
                .satisfies(body ->
                        assertThat(body.path("text").path("content").asString()).contains("测试"));

        platform.answers("/robot/send", "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
        assertThat(doctor("--send").line("readers · 群机器人")).startsWith("失败").contains("310000", "加签");
    }

    private List<JsonNode> asked(String path) {
        return platform.calls.stream()
                .filter(call -> call.getTarget().replaceFirst("\\?.*", "").equals(path))
                .map(RecordedRequest::getBody)
                .map(body -> JsonMapper.builder().build().readTree(body.utf8()))
                .toList();
    }

    private CommandRun doctor(String... arguments) {
        CommandRun run = CommandRun.of(arguments(arguments));
        assertThat(run.out() + run.err()).doesNotContain(SECRETS);
        return run;
    }

    private List<String> arguments(String... own) {
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(List.of(own));
        if (List.of(own).stream().noneMatch(argument -> argument.startsWith("--language"))) {
            all.add("--language=zh");
        }
        settings.forEach((key, value) -> all.add("--" + key + "=" + value));
        return all;
    }
}
