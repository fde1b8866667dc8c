package io.rollcall.bot.wire;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * How long callbacks wait for their answer at a steady 50 a second, of Feishu and of WeCom in turn, one in fifty as large
 * as a message can be, while all of it is worked off and answered by platforms that take ten seconds to take a message:
 * so that the outbox only ever grows. Arguments: {@code h2}, {@code mysql} (default: both), and options for the
 * server's JVM.
 */
final class AcknowledgementBench {

    private static final int PER_SECOND = 50;
    private static final int SECONDS = 60;
    private static final int WARM_UP_SECONDS = 30;
    private static final int CONNECTIONS = 16;
    private static final int MEMBERS = 300;
    private static final Duration SLOW = Duration.ofSeconds(10);

    /** Feishu lets people write 150 KB. */
    private static final int LARGE = 50_000;

    private static final String LINE = ". 核心账务系统改造：完成对账模块联调，进度 80%，预计 12/20 上线\n";

    private int message;

    private AcknowledgementBench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> jvm = Stream.of(arguments)
                .filter(argument -> argument.startsWith("-"))
                .toList();
        List<String> named = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .toList();
        for (String database : named.isEmpty() ? List.of("h2", "mysql") : named) {
            new AcknowledgementBench().run(database, jvm);
        }
        // A server that was started for this ends with the JVM.
        System.exit(0);
    }

    private void run(String database, List<String> jvm) throws Exception {
        try (PlatformStandIn feishu = new PlatformStandIn();
                WeComStandIn wecom = new WeComStandIn();
                Slow slowFeishu = new Slow(feishu);
                Slow slowWeCom = new Slow(wecom);
                BenchProcess server = BenchProcess.start(
                        database, jvm, teams(), settings(slowFeishu.baseUrl(), slowWeCom.baseUrl()))) {
            Load load = new Load(server.port(), CONNECTIONS);
            load.paced(requests(WARM_UP_SECONDS), PER_SECOND);
            Load.Result result = load.paced(requests(SECONDS), PER_SECOND);
            System.out.printf(
                    Locale.ROOT,
                    "Acknowledgements, %s, %.0f callbacks/s for %d s, sends of %d s under way or waiting: p50 %.1f ms   p99"
                            + " %.1f ms   slowest %.1f ms   %d not acknowledged   (%d messages reached a platform)%n",
                    database,
                    result.perSecond(),
                    SECONDS,
                    SLOW.toSeconds(),
                    result.percentileMillis(50),
                    result.percentileMillis(99),
                    result.percentileMillis(100),
                    result.failed(),
                    slowFeishu.sends.get() + slowWeCom.sends.get());
        }
    }

    private static Map<String, String> teams() {
        String feishu = UnrulyPlatform.team(MEMBERS);
        return Map.of(
                "port.yml",
                feishu,
                "yard.yml",
                feishu.replace("id: port", "id: yard")
                        .replace("feishu:main", "wecom:main")
                        .replace("oc_group", "wecom-webhook:yard")
                        .replace("ou_", "wire."));
    }

    private static List<String> settings(String feishu, String wecom) {
        return List.of(
                "--rollcall.feishu.apps.main.app-id=" + Envelope.APP_ID,
                "--rollcall.feishu.apps.main.app-secret=bench-secret",
                "--rollcall.feishu.apps.main.encrypt-key=" + Envelope.ENCRYPT_KEY,
                "--rollcall.feishu.apps.main.verification-token=" + Envelope.TOKEN,
                "--rollcall.feishu.apps.main.base-url=" + feishu,
                "--rollcall.wecom.agents.main.corp-id=" + WeComEnvelope.CORP,
                "--rollcall.wecom.agents.main.agent-id=" + WeComEnvelope.AGENT,
                "--rollcall.wecom.agents.main.secret=" + WeComStandIn.SECRET,
                "--rollcall.wecom.agents.main.token=" + WeComEnvelope.TOKEN,
                "--rollcall.wecom.agents.main.encoding-aes-key=" + WeComEnvelope.AES_KEY,
                "--rollcall.wecom.agents.main.base-url=" + wecom,
                "--rollcall.wecom.webhooks.yard.key=" + WeComStandIn.WEBHOOK_KEY,
                "--rollcall.wecom.webhooks.yard.base-url=" + wecom);
    }

    private List<byte[]> requests(int seconds) {
        Instant now = Clock.systemUTC().instant();
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < seconds * PER_SECOND; i++) {
            int number = message++;
            int member = number / 2 % MEMBERS;
            String text = text(number % 50 == 0 ? LARGE : 100);
            requests.add(
                    number % 2 == 0
                            ? Load.request(
                                    "/callback/feishu/main",
                                    Envelope.seal(
                                            Envelope.written(
                                                    "ev-" + number, "om_" + number, "ou_m" + member, text, now),
                                            now))
                            : Load.request(
                                    "/callback/wecom/main",
                                    WeComEnvelope.seal(
                                            WeComEnvelope.written(
                                                    Integer.toString(70_000 + number), "wire.m" + member, text, now),
                                            now)));
        }
        return requests;
    }

    private static String text(int characters) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; text.length() < characters; i++) {
            text.append(i).append(LINE);
        }
        return text.toString();
    }

    /** A platform that takes its time over every message. */
    private static final class Slow extends Dispatcher implements AutoCloseable {

        private final MockWebServer server = new MockWebServer();
        private final Dispatcher platform;
        private final AtomicInteger sends = new AtomicInteger();

        Slow(Dispatcher platform) throws IOException {
            this.platform = platform;
            server.setDispatcher(this);
            server.start();
        }

        String baseUrl() {
            String url = server.url("/").toString();
            return url.substring(0, url.length() - 1);
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            MockResponse answer = platform.dispatch(request);
            if (request.getTarget().contains("token/internal")
                    || request.getTarget().contains("gettoken")) {
                return answer;
            }
            sends.incrementAndGet();
            return answer.newBuilder()
                    .headersDelay(SLOW.toMillis(), TimeUnit.MILLISECONDS)
                    .build();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
