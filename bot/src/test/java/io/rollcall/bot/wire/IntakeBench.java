package io.rollcall.bot.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many replies a second are durably accepted: encrypted and signed as Feishu sends them, over HTTP, until the answer
 * that says they are stored. Beside it, in turn and in the same server: an answer without any work, and one plain INSERT
 * a request. Arguments: {@code h2}, {@code mysql} (default: both), and options for the server's JVM.
 */
final class IntakeBench {

    private static final int MEMBERS = 300;
    private static final int MESSAGES = 20;
    private static final int REPLIES = MEMBERS * MESSAGES;
    private static final int ROUNDS = 3;
    private static final int[] CONNECTIONS = {16, 64};

    private final String database;
    private final Process server;
    private final int port;
    private int message;

    private IntakeBench(String database, Process server, int port) {
        this.database = database;
        this.server = server;
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> jvm = Stream.of(arguments)
                .filter(argument -> argument.startsWith("-"))
                .toList();
        List<String> named = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .toList();
        List<String> databases = named.isEmpty() ? List.of("h2", "mysql") : named;
        System.out.printf(
                Locale.ROOT,
                "Intake: %d members x %d replies a pass, %d passes each, %d processors, Java %s, server options %s%n",
                MEMBERS,
                MESSAGES,
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                jvm);
        for (String database : databases) {
            run(database, jvm);
        }
        // A server that was started for this ends with the JVM.
        System.exit(0);
    }

    private static void run(String database, List<String> jvm) throws Exception {
        // What is measured is how replies are taken in; working them off is another matter.
        List<String> settings = List.of(
                "--rollcall.inbox.enabled=false",
                "--rollcall.delivery.enabled=false",
                "--rollcall.feishu.apps.main.app-id=" + Envelope.APP_ID,
                "--rollcall.feishu.apps.main.app-secret=bench-secret",
                "--rollcall.feishu.apps.main.encrypt-key=" + Envelope.ENCRYPT_KEY,
                "--rollcall.feishu.apps.main.verification-token=" + Envelope.TOKEN);
        try (BenchProcess server = BenchProcess.start(database, jvm, Map.of(), settings)) {
            new IntakeBench(database, server.process(), server.port()).measure();
        }
    }

    private void measure() throws IOException {
        System.out.printf(Locale.ROOT, "%n%s, resident after the start: %d MB%n", database, residentMegabytes());
        warmUp();
        for (int connections : CONNECTIONS) {
            Load load = new Load(port, connections);
            Load.Result[] nothing = new Load.Result[ROUNDS];
            Load.Result[] insert = new Load.Result[ROUNDS];
            Load.Result[] replies = new Load.Result[ROUNDS];
            Duration processor = Duration.ZERO;
            // In turn, so that what else the machine does meets all three alike.
            for (int i = 0; i < ROUNDS; i++) {
                nothing[i] = load.flatOut(requests("/bench/nothing"));
                insert[i] = load.flatOut(requests("/bench/insert"));
                List<byte[]> made = requests("/callback/feishu/main");
                Duration before = processorTime();
                replies[i] = load.flatOut(made);
                processor = processor.plus(processorTime().minus(before));
            }
            double most = median(replies, Load.Result::perSecond);
            double plain = median(insert, Load.Result::perSecond);
            double idle = median(nothing, Load.Result::perSecond);
            Load.Result[] steady = IntStream.range(0, ROUNDS)
                    .mapToObj(i -> load.paced(requests("/callback/feishu/main"), most * 2 / 3))
                    .toArray(Load.Result[]::new);
            System.out.printf(Locale.ROOT, "%s, %d connections%n", database, connections);
            print("200 without work", nothing, idle, plain);
            print("one plain INSERT a request", insert, plain, plain);
            print("replies accepted", replies, most, plain);
            print("replies at two thirds of that", steady, median(steady, Load.Result::perSecond), plain);
            // Of all figures the one that depends least on what else the machine does.
            System.out.printf(
                    Locale.ROOT,
                    "  processor time of the server a reply, flat out: %d microseconds%n",
                    processor.toNanos() / 1000 / ROUNDS / REPLIES);
        }
        System.out.printf(Locale.ROOT, "%s, resident after the load: %d MB%n", database, residentMegabytes());
    }

    /** The first minute of a JVM is at half its speed. */
    private void warmUp() {
        long start = System.nanoTime();
        Load load = new Load(port, 16);
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
            for (String path : List.of("/bench/nothing", "/bench/insert", "/callback/feishu/main")) {
                load.flatOut(requests(path));
            }
        }
    }

    private List<byte[]> requests(String path) {
        Instant now = Clock.systemUTC().instant();
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < REPLIES; i++) {
            int number = message++;
            String event = Envelope.written(
                    "ev-" + number,
                    "om_" + number,
                    "ou_" + i % MEMBERS,
                    "1. 核心账务系统改造：完成对账模块联调，进度 " + number % 100 + "%，预计 12/20 上线\n2. 夜间批量压降：由 95 分钟降到 62 分钟\n"
                            + "3. 商户入网流程：等法务确认，原定 12/6，改到 12/13",
                    now);
            requests.add(Load.request(path, Envelope.seal(event, now)));
        }
        return requests;
    }

    private static void print(String what, Load.Result[] results, double perSecond, double plain) {
        int failed = Stream.of(results).mapToInt(Load.Result::failed).sum();
        System.out.printf(
                Locale.ROOT,
                "  %-30s %7.0f/s (%s)  %5.2f x INSERT   p50 %6.2f ms   p99 %6.2f ms%s%n",
                what,
                perSecond,
                Stream.of(results)
                        .map(result -> String.format(Locale.ROOT, "%.0f", result.perSecond()))
                        .reduce((a, b) -> a + " " + b)
                        .orElse(""),
                perSecond / plain,
                median(results, result -> result.percentileMillis(50)),
                median(results, result -> result.percentileMillis(99)),
                failed == 0 ? "" : "   " + failed + " FAILED");
    }

    private static double median(Load.Result[] results, Function<Load.Result, Double> figure) {
        double[] sorted = Stream.of(results)
                .map(figure)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private Duration processorTime() {
        return server.toHandle().info().totalCpuDuration().orElseThrow();
    }

    private long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
