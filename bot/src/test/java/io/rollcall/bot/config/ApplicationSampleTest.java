package io.rollcall.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.ProcessLog;
import io.rollcall.bot.RollcallApplication;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.context.ConfigurableApplicationContext;
import org.yaml.snakeyaml.Yaml;

/** Keeps {@code config/application.yml} true: every key in it exists, every key is in it, and its defaults are right. */
class ApplicationSampleTest {

    private static final Path SAMPLE = Path.of("../config/application.yml");
    private static final Path DOCUMENTATION = Path.of("../docs/configuration.md");

    /** A setting is what follows a {@code #} at once, or indented beneath it; {@code # } opens an explanation. */
    private static final Pattern SETTING = Pattern.compile("#(?=[a-z]|  [a-z])");

    /** For tests, and for the demo's stand-in; not an operator's business. */
    private static final Set<String> NOT_FOR_OPERATORS = Set.of(
            "rollcall.schedule.enabled",
            "rollcall.inbox.enabled",
            "rollcall.delivery.enabled",
            "rollcall.wecom.connect",
            "rollcall.dingtalk.connect");

    /** Keys shown with an example, since their default is nothing. */
    private static final Set<String> EXAMPLES = Set.of(
            "rollcall.api.token",
            "rollcall.calendar.days-off",
            "rollcall.calendar.workdays",
            "rollcall.clock.start",
            "server.address",
            "logging.file.name",
            "logging.structured.format.console",
            "logging.structured.format.file");

    /** What is configured by names of the operator's choice, each with keys of its own. */
    private static final List<String> NAMED = List.of(
            "rollcall.feishu.apps",
            "rollcall.feishu.webhooks",
            "rollcall.wecom.agents",
            "rollcall.wecom.webhooks",
            "rollcall.wecom.robots",
            "rollcall.dingtalk.robots",
            "rollcall.dingtalk.webhooks");

    @TempDir
    static Path folder;

    private static final AtomicInteger STARTS = new AtomicInteger();

    private static String sample = "";

    @BeforeAll
    static void read() throws IOException {
        sample = Files.readString(SAMPLE);
    }

    /** What the sample says of the log holds for the whole process. */
    @AfterAll
    static void logAsBefore() {
        ProcessLog.startAnew();
    }

    @Test
    void asShippedItSetsNothing() {
        assertThat((Object) new Yaml().load(sample)).isNull();
    }

    @Test
    void everyLineIsASettingOrAnExplanation() {
        assertThat(sample.lines().filter(line -> !line.isEmpty()))
                .allMatch(line -> SETTING.matcher(line).lookingAt()
                        || line.equals("#")
                        || line.startsWith("# ") && !line.startsWith("#  "));
    }

    @Test
    void withEverySettingTakenUpTheApplicationStarts() throws IOException {
        try (ConfigurableApplicationContext context = start(
                uncommented(),
                "--logging.file.name=" + folder.resolve("rollcall.log"),
                "--FEISHU_APP_ID=cli_sample",
                "--FEISHU_APP_SECRET=sample-secret",
                "--FEISHU_WEBHOOK_URL=https://open.feishu.cn/open-apis/bot/v2/hook/sample",
                "--WECOM_CORP_ID=ww_sample",
                "--WECOM_AGENT_ID=1000002",
                "--WECOM_SECRET=sample-secret",
                "--WECOM_WEBHOOK_KEY=sample-key",
                "--WECOM_BOT_ID=sample-bot",
                "--WECOM_BOT_SECRET=sample-secret",
                "--DINGTALK_CLIENT_ID=ding_sample",
                "--DINGTALK_CLIENT_SECRET=sample-secret",
                "--DINGTALK_WEBHOOK_TOKEN=sample-token",
                "--DINGTALK_WEBHOOK_SECRET=SECsample",
                // Where nobody listens: the robot's connection would be opened at once.
                "--rollcall.wecom.robots.helper.url=ws://127.0.0.1:1",
                "--ROLLCALL_API_TOKEN=sample-token")) {
            assertThat(context.isRunning()).isTrue();
        }
    }

    @Test
    void anAppWhoseSecretsAreNotInTheEnvironmentStopsTheStart() {
        assertThatThrownBy(() -> start(uncommented()))
                .hasStackTraceContaining("appId")
                .hasStackTraceContaining("is missing");
    }

    @Test
    void itHoldsTheKeysOfTheSettingsRecordsAndNoOthers() throws IOException {
        try (ConfigurableApplicationContext context = start("")) {
            Set<String> wanted = keysOf(context);
            wanted.add("rollcall.teams");
            wanted.removeAll(NOT_FOR_OPERATORS);
            assertThat(settings().keySet().stream()
                            .filter(key -> key.startsWith("rollcall."))
                            .map(key -> named(key).orElse(key))
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void everyKeyInItStandsInTheDocumentation() throws IOException {
        String page = Files.readString(DOCUMENTATION);
        assertThat(settings().keySet()).allSatisfy(key -> {
            String last = key.substring(key.lastIndexOf('.'));
            assertThat(page).containsAnyOf("`" + key + "`", "`" + last + "`");
        });
    }

    @Test
    void theDefaultsItTellsAreTheDefaults() throws IOException {
        Map<String, Object> claimed = settings();
        claimed.keySet().removeIf(key -> EXAMPLES.contains(key) || named(key).isPresent());
        try (ConfigurableApplicationContext plain = start("");
                ConfigurableApplicationContext told = start(yaml(claimed))) {
            assertThat(records(told)).isEqualTo(records(plain));
        }
        Map<String, Object> springs = new TreeMap<>(claimed);
        springs.keySet().removeIf(key -> key.startsWith("rollcall."));
        assertThat(springs).isNotEmpty();
        springs.forEach((key, value) -> assertThat(packaged()).as(key).containsEntry(key, value));
    }

    @Test
    void aMistypedKeyWouldBeNoticed() {
        String typo = uncommented().replace("rollcall.schedule.look-again", "rollcall.schedule.look-agian");
        assertThat(typo).isNotEqualTo(uncommented());
        assertThatThrownBy(() -> start(
                        typo,
                        "--FEISHU_APP_ID=cli_sample",
                        "--FEISHU_APP_SECRET=sample-secret",
                        "--FEISHU_WEBHOOK_URL=https://open.feishu.cn/open-apis/bot/v2/hook/sample",
                        "--WECOM_CORP_ID=ww_sample",
                        "--WECOM_AGENT_ID=1000002",
                        "--WECOM_SECRET=sample-secret",
                        "--WECOM_WEBHOOK_KEY=sample-key",
                        "--WECOM_BOT_ID=sample-bot",
                        "--WECOM_BOT_SECRET=sample-secret",
                        "--DINGTALK_CLIENT_ID=ding_sample",
                        "--DINGTALK_CLIENT_SECRET=sample-secret",
                        "--DINGTALK_WEBHOOK_TOKEN=sample-token",
                        "--DINGTALK_WEBHOOK_SECRET=SECsample",
                        "--rollcall.wecom.robots.helper.url=ws://127.0.0.1:1"))
                .hasStackTraceContaining("look-agian");
    }

    /** The application with these settings in its {@code application.yml}, on a database and a port of its own. */
    private static ConfigurableApplicationContext start(String settings, String... arguments) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config-" + STARTS.incrementAndGet()));
        Files.writeString(config.resolve("application.yml"), settings);
        SpringApplication application = RollcallApplication.application();
        return application.run(Stream.concat(
                        Stream.of(
                                "--spring.config.additional-location=file:" + config + "/",
                                "--server.port=0",
                                "--rollcall.teams=" + config.resolve("teams"),
                                "--spring.datasource.url=jdbc:h2:mem:" + config.getFileName()
                                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                                        + ";WRITE_DELAY=0"),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static Optional<String> named(String key) {
        return NAMED.stream().filter(key::startsWith).findFirst();
    }

    private static String uncommented() {
        return sample.lines()
                .map(line -> SETTING.matcher(line).lookingAt() ? line.substring(1) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The sample's settings by their flat keys. */
    private static Map<String, Object> settings() {
        return flat(new Yaml().<Map<String, Object>>load(uncommented()));
    }

    /** The defaults that come with the application. */
    private static Map<String, Object> packaged() {
        return flat(new Yaml()
                .<Map<String, Object>>load(RollcallApplication.class.getResourceAsStream("/application.yml")));
    }

    private static Map<String, Object> flat(Map<String, Object> nested) {
        Map<String, Object> flat = new TreeMap<>();
        nested.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                @SuppressWarnings("unchecked")
                Map<String, Object> deeper = (Map<String, Object>) inner;
                flat(deeper).forEach((rest, leaf) -> flat.put(key + "." + rest, leaf));
            } else {
                flat.put(key, value);
            }
        });
        return flat;
    }

    private static String yaml(Map<String, Object> settings) {
        return new Yaml().dump(settings);
    }

    /** The keys of every settings record but the stand-in's: its prefix and its components. */
    private static Set<String> keysOf(ConfigurableApplicationContext context) {
        Set<String> keys = new TreeSet<>();
        own(context)
                .forEach(bean -> Arrays.stream(bean.getInstance().getClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(DataObjectPropertyName::toDashedForm)
                        .forEach(name -> keys.add(bean.getAnnotation().prefix() + "." + name)));
        return keys;
    }

    private static List<Object> records(ConfigurableApplicationContext context) {
        return own(context).map(ConfigurationPropertiesBean::getInstance).toList();
    }

    private static Stream<ConfigurationPropertiesBean> own(ConfigurableApplicationContext context) {
        List<ConfigurationPropertiesBean> own =
                new ArrayList<>(ConfigurationPropertiesBean.getAll(context).values().stream()
                        .filter(bean -> bean.getAnnotation().prefix().startsWith("rollcall."))
                        .filter(bean -> !bean.getAnnotation().prefix().equals("rollcall.sandbox"))
                        .sorted((a, b) -> a.getAnnotation()
                                .prefix()
                                .compareTo(b.getAnnotation().prefix()))
                        .toList());
        assertThat(own).as("settings records").hasSizeGreaterThan(5);
        return own.stream();
    }
}
