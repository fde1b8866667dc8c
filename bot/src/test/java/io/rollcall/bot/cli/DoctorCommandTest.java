package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {

    private static final String TEAM = """
            id: harbour
            name: 港湾支付
            chat: feishu:main
            post-to: [oc_group, wecom-webhook:readers]
            members:
              - {id: lin, name: 林晓, account: ou_lin}
              - {id: su, name: 苏岚, account: ou_su}
              - {id: zhou, name: 周航, chat: wecom:app, account: zhou}
            sections:
              - {id: o1, title: O1 业务支撑, owners: [lin, su, zhou]}
            """;

    private static final List<String> SECRETS = List.of(
            "feishu-secret-must-never-show",
            "encrypt-key-must-never-show",
            "verification-must-never-show",
            "wecom-secret-must-never-show",
            "CallbackTokenMustNeverShow",
            "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
            "webhook-key-must-never-show",
            "robot-secret-must-never-show",
            "RobotTokenMustNeverShow",
            "hook-key-must-never-show",
            "hook-secret-must-never-show",
            AskedPlatform.TOKEN,
            AskedPlatform.TICKET);

    private static final String HOOK = "/open-apis/bot/v2/hook/hook-key-must-never-show";

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private AskedPlatform platform;

    @BeforeEach
    void a_team_on_two_platforms() throws IOException {
        platform = new AskedPlatform();
        write(TEAM);
        settings.put("rollcall.teams", folder.resolve("teams").toString());
        settings.put("spring.datasource.url", "jdbc:h2:file:" + folder.resolve("db") + ";MODE=MySQL");
        String feishu = "rollcall.feishu.apps.main.";
        settings.put(feishu + "app-id", "cli_doctor");
        settings.put(feishu + "app-secret", "feishu-secret-must-never-show");
        settings.put(feishu + "encrypt-key", "encrypt-key-must-never-show");
        settings.put(feishu + "verification-token", "verification-must-never-show");
        settings.put(feishu + "base-url", platform.url());
        String wecom = "rollcall.wecom.agents.app.";
        settings.put(wecom + "corp-id", "ww-doctor");
        settings.put(wecom + "agent-id", "1000042");
        settings.put(wecom + "secret", "wecom-secret-must-never-show");
        settings.put(wecom + "token", "CallbackTokenMustNeverShow");
        settings.put(wecom + "encoding-aes-key", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
        settings.put(wecom + "base-url", platform.url());
        settings.put("rollcall.wecom.webhooks.readers.key", "webhook-key-must-never-show");
        settings.put("rollcall.wecom.webhooks.readers.base-url", platform.url());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void all_is_well() {
        CommandRun run = doctor();

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).doesNotContain("失败  ");
        assertThat(run.line("飞书 main · 机器人")).startsWith("正常").contains("点名周报");
        assertThat(run.line("权限 im:message:send_as_bot")).startsWith("正常");
        assertThat(run.line("权限 im:message.group_at_msg:readonly")).startsWith("正常");
        assertThat(run.line("飞书 main · 群 oc_group")).startsWith("正常").contains("1 位成员");
        assertThat(run.line("飞书 main · 成员 林晓")).startsWith("正常");
        assertThat(run.line("飞书 main · 成员 苏岚")).startsWith("正常");
        assertThat(run.line("企业微信 app · 成员 周航")).startsWith("正常");
        assertThat(run.line("企业微信 readers · 群机器人")).startsWith("跳过").contains("--send");
        assertThat(run.line("飞书 main · 从外面访问回调")).startsWith("跳过").contains("--url");
        assertThat(run.out().lines().reduce((one, other) -> other).orElseThrow())
                .startsWith("正常 ")
                .contains("失败 0 项");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void nobody_is_written_to_and_nothing_is_made() throws IOException {
        doctor();

        assertThat(platform.wasAsked("/open-apis/im/v1/messages")).isFalse();
        assertThat(platform.wasAsked("/cgi-bin/message/send")).isFalse();
        assertThat(platform.wasAsked("/cgi-bin/webhook/send")).isFalse();
        assertThat(folder.resolve("db.mv.db")).doesNotExist();
    }

    @Test
    void it_speaks_english_too() {
        CommandRun run = CommandRun.of(arguments("--language=en"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.line("Feishu main · bot")).startsWith("ok").contains("it is called 点名周报");
        assertThat(run.out()).contains("0 failed");
    }

    @Test
    void scripts_get_an_object_a_line() {
        platform.answers("/open-apis/bot/v3/info", "{\"code\":230006,\"msg\":\"off\"}");

        CommandRun run = doctor("--json");

        assertThat(run.exitCode()).isEqualTo(1);
        List<JsonNode> lines = run.out()
                .lines()
                .map(line -> JsonMapper.builder().build().readTree(line))
                .toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("outcome").asString()).isIn("ok", "failed", "skipped"));
        assertThat(lines)
                .filteredOn(line -> line.path("step").asString().equals("feishu.main.bot"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("outcome").asString()).isEqualTo("failed");
                    assertThat(line.path("seen").asString()).contains("230006");
                    assertThat(line.path("todo").asString()).contains("添加应用能力");
                });
    }

    @Test
    void a_wrong_secret_is_told_with_where_to_copy_it_and_what_hangs_on_it_is_skipped() {
        platform.answers(
                "/open-apis/auth/v3/tenant_access_token/internal", "{\"code\":10015,\"msg\":\"app secret invalid\"}");
        platform.answers("/cgi-bin/gettoken", "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}");

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("飞书 main · 凭证"))
                .startsWith("失败")
                .contains("10015", "凭证与基础信息 (Credentials & Basic Info)", "App Secret");
        assertThat(run.line("飞书 main · 成员")).startsWith("跳过");
        assertThat(run.line("企业微信 app · 凭证")).startsWith("失败").contains("40001", "应用管理 (Apps)", "Secret");
        assertThat(run.line("企业微信 app · 成员")).startsWith("跳过");
    }

    @ParameterizedTest
    @CsvSource({"7200, 本机比平台慢 2 h 0 min", "-7200, 本机比平台快 2 h 0 min", "-90, 本机比平台快 1 min"})
    void a_clock_that_is_off_is_told_with_how_far(long seconds, String said) {
        platform.ahead = Duration.ofSeconds(seconds);

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("飞书 main · 时钟")).startsWith("失败").contains(said, "timedatectl");
        assertThat(run.line("企业微信 app · 时钟")).startsWith("失败");
    }

    @Test
    void a_platform_that_cannot_be_reached_is_told_once_an_app() throws IOException {
        AskedPlatform gone = new AskedPlatform();
        settings.put("rollcall.feishu.apps.main.base-url", gone.url());
        settings.put("rollcall.wecom.agents.app.base-url", "https://rollcall-doctor.invalid");
        gone.close();

        CommandRun run = doctor();

        assertThat(run.line("飞书 main · 连得上平台")).startsWith("失败").contains("拒绝连接", "防火墙");
        assertThat(run.line("企业微信 app · 连得上平台")).startsWith("失败").contains("rollcall-doctor.invalid", "DNS");
        assertThat(run.line("飞书 main · 成员")).startsWith("跳过");
    }

    @Test
    void a_scope_that_is_missing_is_named_with_where_to_grant_it() {
        platform.answers("/open-apis/application/v6/scopes", """
                {"code":0,"data":{"scopes":[{"scope_name":"im:message:send_as_bot","grant_status":1},
                {"scope_name":"im:message.p2p_msg:readonly","grant_status":2}]}}""");

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("权限 im:message:send_as_bot")).startsWith("正常");
        assertThat(run.line("权限 im:message.p2p_msg:readonly"))
                .startsWith("失败")
                .contains("权限管理 (Permissions & Scopes)", "版本管理与发布");
    }

    @Test
    void where_scopes_are_not_listed_the_codes_of_calls_that_come_to_nothing_tell() {
        platform.answers("/open-apis/application/v6/scopes", "{\"code\":99991672,\"msg\":\"no\"}");
        platform.answers("/open-apis/im/v1/messages", "{\"code\":99992402,\"msg\":\"field validation failed\"}");
        platform.answers("/open-apis/im/v1/messages/om_rollcall_doctor", """
                {"code":99991672,"msg":"no","error":{"permission_violations":[{"subject":"im:message:readonly"}]}}""");

        CommandRun run = doctor();

        assertThat(run.line("权限 im:message:send_as_bot")).startsWith("正常");
        assertThat(run.line("权限 im:message:readonly")).startsWith("失败").contains("99991672", "权限管理");
        assertThat(run.line("权限 im:message.p2p_msg:readonly")).startsWith("跳过");
        assertThat(platform.calls.stream()
                        .filter(call -> call.getTarget().startsWith("/open-apis/im/v1/messages?"))
                        .map(call -> call.getBody().utf8()))
                .as("to nobody")
                .containsExactly("{}");
    }

    @Test
    void a_group_without_the_bot_is_told_with_where_to_add_it() {
        platform.answers("/open-apis/im/v1/chats/oc_group/members", "{\"code\":232011,\"msg\":\"not in chat\"}");
        platform.answers("/open-apis/contact/v3/users/ou_lin", """
                {"code":0,"data":{"user":{"open_id":"ou_lin","name":"林晓"}}}""");

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("群 oc_group")).startsWith("失败").contains("机器人不在群里", "添加机器人");
        assertThat(run.line("成员 林晓")).as("looked up otherwise").startsWith("正常");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"code\":99992351,\"msg\":\"no\"}', 失败, 没有这个人",
        "'{\"code\":99992361,\"msg\":\"no\"}', 失败, 别的应用",
        "'{\"code\":41050,\"msg\":\"no\"}', 跳过, 通讯录权限范围",
        "'{\"code\":99991672,\"msg\":\"no\"}', 跳过, contact:user.base:readonly",
        "'{\"code\":0,\"data\":{\"user\":{\"name\":\"何川\"}}}', 失败, 名字是「何川」",
        "'{\"code\":0,\"data\":{\"user\":{\"open_id\":\"ou_su\"}}}', 正常, 没有给出名字",
        "'{\"code\":0,\"data\":{\"user\":{\"name\":\"苏 岚 Su\"}}}', 正常, 名字一致",
    })
    void a_member_of_feishu_is_looked_up_and_compared(String answer, String outcome, String said) {
        platform.answers("/open-apis/contact/v3/users/ou_su", answer);

        assertThat(doctor().line("成员 苏岚")).startsWith(outcome).contains(said);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"errcode\":60111,\"errmsg\":\"no\"}', 失败, 没有这个成员",
        "'{\"errcode\":60011,\"errmsg\":\"no\"}', 失败, 可见范围",
        "'{\"errcode\":48002,\"errmsg\":\"no\"}', 跳过, 48002",
        "'{\"errcode\":0,\"name\":\"何川\"}', 失败, 名字是「何川」",
        "'{\"errcode\":0}', 正常, 没有给出名字",
    })
    void a_member_of_wecom_is_looked_up_and_compared(String answer, String outcome, String said) {
        platform.answers("/cgi-bin/user/get", answer);

        assertThat(doctor().line("成员 周航")).startsWith(outcome).contains(said);
    }

    @Test
    void an_address_that_wecom_does_not_trust_is_named() {
        platform.answers("/cgi-bin/gettoken", """
                {"errcode":60020,"errmsg":"not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more"}""");

        assertThat(doctor().line("企业微信 app · 凭证")).startsWith("失败").contains("203.0.113.7", "企业可信IP (Trusted IPs)");
    }

    @Test
    void missing_secrets_of_callbacks_are_named() {
        settings.remove("rollcall.feishu.apps.main.encrypt-key");
        settings.remove("rollcall.wecom.agents.app.token");

        CommandRun run = doctor("--url=http://127.0.0.1:1");

        assertThat(run.line("飞书 main · 回调密钥")).startsWith("失败").contains("encrypt-key", "加密策略 (Encryption Strategy)");
        assertThat(run.line("企业微信 app · 回调密钥")).startsWith("失败").contains("token", "设置API接收 (Set API)");
        assertThat(run.out()).doesNotContain("从外面访问回调");
    }

    @Test
    void a_group_robot_posts_only_when_it_is_told_to() {
        CommandRun sent = doctor("--send");
        assertThat(sent.line("readers · 群机器人")).startsWith("正常");
        assertThat(platform.wasAsked("/cgi-bin/webhook/send")).isTrue();

        platform.answers("/cgi-bin/webhook/send", "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}");
        assertThat(doctor("--send").line("readers · 群机器人")).startsWith("失败").contains("93000", "消息推送");
    }

    @Test
    void a_long_connection_is_opened_only_when_it_is_told_to() {
        settings.put("rollcall.feishu.apps.main.events", "long-connection");

        CommandRun looked = doctor();
        assertThat(looked.exitCode()).as(looked.out()).isZero();
        assertThat(looked.line("飞书 main · 长连接")).startsWith("正常").contains("有应答", "--connect");
        assertThat(platform.wasAsked("/ws/v2")).isFalse();
        assertThat(looked.out()).doesNotContain("回调密钥：没有");

        assertThat(doctor("--connect").line("飞书 main · 长连接")).startsWith("正常").contains("能打开");
        assertThat(platform.wasAsked("/ws/v2")).isTrue();

        platform.letsIn = false;
        assertThat(doctor("--connect").line("飞书 main · 长连接")).startsWith("失败").contains("HTTP 403");
    }

    @Test
    void a_robot_is_taken_from_nobody_unless_it_is_told_to() {
        String robot = "rollcall.wecom.robots.helper.";
        settings.put(robot + "bot-id", "aibDoctor");
        settings.put(robot + "secret", "robot-secret-must-never-show");
        settings.put(robot + "url", platform.url().replace("http", "ws") + "/robot");

        assertThat(doctor().line("helper · 长连接")).startsWith("跳过").contains("--connect");
        assertThat(platform.frames).isEmpty();

        assertThat(doctor("--connect").line("helper · 长连接")).startsWith("正常");
        assertThat(platform.frames).singleElement().asString().contains("aibot_subscribe", "aibDoctor");

        platform.robotCode = 853000;
        assertThat(doctor("--connect").line("helper · 长连接")).startsWith("失败").contains("853000", "Bot ID");

        platform.letsIn = false;
        assertThat(doctor("--connect").line("helper · 长连接")).startsWith("失败").contains("HTTP 403");
    }

    @Test
    void a_robot_that_hears_by_callbacks_is_looked_at_by_its_secrets_and_has_no_connection() {
        String robot = "rollcall.wecom.robots.helper.";
        settings.put(robot + "events", "webhook");
        settings.put(robot + "token", "RobotTokenMustNeverShow");
        settings.put(robot + "encoding-aes-key", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");

        CommandRun run = doctor("--connect");
        assertThat(run.line("helper · 回调密钥")).startsWith("正常");
        assertThat(run.line("helper · 从外面访问回调")).startsWith("跳过").contains("--url");
        assertThat(run.out()).doesNotContain("helper · 长连接");
        assertThat(platform.frames).isEmpty();

        settings.remove(robot + "encoding-aes-key");
        assertThat(doctor("--connect").line("helper · 回调密钥"))
                .startsWith("失败")
                .contains("encoding-aes-key", "智能机器人 (Smart robots)");
    }

    @Test
    void a_custom_bot_of_a_feishu_group_posts_only_when_it_is_told_to() throws IOException {
        write(TEAM.replace("oc_group,", "oc_group, feishu-webhook:board,"));
        settings.put("rollcall.feishu.webhooks.board.url", platform.url() + HOOK);
        settings.put("rollcall.feishu.webhooks.board.secret", "hook-secret-must-never-show");
        platform.answers(HOOK, "{\"code\":0,\"msg\":\"success\"}");

        CommandRun looked = doctor();
        assertThat(looked.exitCode()).as(looked.out()).isZero();
        assertThat(looked.line("飞书 board · 群机器人")).startsWith("跳过").contains("--send");
        assertThat(looked.out()).as("is no group to be looked up").doesNotContain("群 feishu-webhook");
        assertThat(platform.wasAsked(HOOK)).isFalse();

        assertThat(doctor("--send").line("飞书 board · 群机器人")).startsWith("正常");
        assertThat(platform.calls.stream()
                        .filter(call -> call.getTarget().equals(HOOK))
                        .map(call -> call.getBody().utf8()))
                .singleElement()
                .asString()
                .contains("\"msg_type\":\"text\"", "\"sign\":", "测试");

        platform.answers(HOOK, "{\"code\":19021,\"msg\":\"sign match fail\"}");
        assertThat(doctor("--send").line("飞书 board · 群机器人")).startsWith("失败").contains("19021", "签名校验");
    }

    @Test
    void a_member_named_by_a_contact_is_found_and_compared() throws IOException {
        String batch = "/open-apis/contact/v3/users/batch_get_id";
        write(TEAM.replace("account: ou_su", "account: su@harbour.example"));
        platform.answers(batch, """
                {"code":0,"data":{"user_list":[{"email":"su@harbour.example","user_id":"ou_su"}]}}""");
        CommandRun found = doctor();
        assertThat(found.exitCode()).as(found.out()).isZero();
        assertThat(found.line("成员 苏岚")).startsWith("正常").contains("名字一致");
        assertThat(found.line("权限 contact:user.id:readonly")).startsWith("正常");

        platform.answers(batch, "{\"code\":0,\"data\":{\"user_list\":[{\"email\":\"su@harbour.example\"}]}}");
        assertThat(doctor().line("成员 苏岚")).startsWith("失败").contains("找不到", "组织架构");

        platform.answers(batch, "{\"code\":99991672,\"msg\":\"no\"}");
        CommandRun unscoped = doctor();
        assertThat(unscoped.exitCode()).isEqualTo(1);
        assertThat(unscoped.line("权限 contact:user.id:readonly"))
                .startsWith("失败")
                .contains("99991672", "权限管理");
        assertThat(unscoped.line("成员 苏岚")).startsWith("跳过");
        assertThat(unscoped.line("成员 林晓")).startsWith("正常");
    }

    @Test
    void a_setting_that_cannot_be_used_leaves_the_other_platform_to_be_looked_at() {
        settings.put("rollcall.feishu.apps.main.app-secret", "");
        settings.put("rollcall.delivery.leese", "60s");

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines().filter(line -> line.startsWith("失败  设置")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("appSecret", "is missing"))
                .anySatisfy(line -> assertThat(line).contains("rollcall.delivery.leese"));
        assertThat(run.out().lines()).anySatisfy(line -> assertThat(line).startsWith("跳过  飞书"));
        assertThat(run.line("企业微信 app · 凭证")).startsWith("正常");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void settings_that_are_no_yaml_are_told_by_their_line_and_not_by_what_stands_there(CapturedOutput output)
            throws IOException {
        Path file = folder.resolve("application.yml");
        Files.writeString(file, """
                rollcall:
                  feishu.apps.main.app-secret: [feishu-secret-must-never-show
                  feishu.apps.main.app-id: x
                """);
        settings.put("spring.config.location", file.toString());

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(2).first().asString().startsWith("失败  设置：application.yml:");
        assertThat(output).doesNotContain("must-never-show");
    }

    @Test
    void team_files_that_cannot_be_read_are_told_line_by_line_and_the_apps_are_still_looked_at() throws IOException {
        write(TEAM.replace("owners: [lin, su, zhou]", "owners: [lim]").replace("name: 港湾支付", "nmae: 港湾支付"));

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines().filter(line -> line.startsWith("失败  团队文件")))
                .anySatisfy(line -> assertThat(line).contains("harbour.yml:2", "nmae"))
                .anySatisfy(line -> assertThat(line).contains("harbour.yml:10", "lim"));
        assertThat(run.line("飞书 main · 凭证")).startsWith("正常");
    }

    @Test
    void an_account_that_cannot_be_one_is_told_with_its_line() throws IOException {
        write(TEAM.replace("ou_su", "oc_su"));

        CommandRun run = doctor();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("团队文件里的账号")).startsWith("失败").contains("harbour.yml:7", "members[1].account", "\"oc_su\"");
    }

    @Test
    void no_team_at_all_is_a_failure() throws IOException {
        Files.delete(folder.resolve("teams/harbour.yml"));

        assertThat(doctor().line("团队文件")).startsWith("失败").contains("payments.yml.example");
    }

    @Test
    void the_database_is_looked_at_and_not_made() {
        assertThat(doctor().line("数据库")).startsWith("正常").contains("还没有创建");

        settings.put("spring.datasource.url", "jdbc:mysql://127.0.0.1:1/rollcall");
        CommandRun run = doctor();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line("数据库")).startsWith("失败").contains("127.0.0.1:1");
        assertThat(run.line("飞书 main · 凭证")).as("is looked at all the same").startsWith("正常");

        settings.put("spring.datasource.url", "jdbc:oracle:thin:@db");
        assertThat(doctor().line("数据库")).startsWith("失败").contains("jdbc:mysql://127.0.0.1:3306/rollcall");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--url=rollcall.example.com",
                "--url=ftp://rollcall.example.com",
                "--url=https://rollcall.example.com/callback/feishu/main",
                "--url=https://rollcall.example.com?x=1",
                "--language=de",
                "--sent",
                "--url",
                "unexpected"
            })
    void unusable_arguments_are_one_line_and_2(String argument) {
        CommandRun run = doctor(argument);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith("rollcall: ");
        assertThat(platform.calls).isEmpty();
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

    private void write(String team) throws IOException {
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(folder.resolve("teams/harbour.yml"), team);
    }
}
