package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Connections;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.bot.chat.RefusalLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The long connections of all smart robots that have one. What comes in on them is put into the inbox; it is answered from there, like
 * everything else.
 */
final class Robots implements Connections, SmartLifecycle, RobotVoice {

    private static final Logger log = LoggerFactory.getLogger(Robots.class);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMillis(500);
    private static final Duration AT_THE_END = Duration.ofSeconds(5);

    /** Far above any message. */
    private static final int MAX_TEXT = 1 << 20;

    private final Map<String, RobotLink> links = new TreeMap<>();
    private final Map<String, Waiting<RobotDelivery>> queues = new TreeMap<>();
    private final SentCards cards = new SentCards();
    private final Supplier<Intake> intake;
    private final Clock clock;
    private final RefusalLog refusals;
    private volatile boolean running;

    /** @param intake asked for at the start, when everything is there */
    Robots(
            WeComSettings settings,
            Supplier<Intake> intake,
            Clock clock,
            Clock wallClock,
            RobotLink.Timing timing,
            RandomGenerator random) {
        this.intake = intake;
        this.clock = clock;
        this.refusals = new RefusalLog(log, wallClock, "A delivery to WeCom robot");
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.callTimeout())
                .writeTimeout(settings.callTimeout())
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        if (!settings.connect()) {
            return;
        }
        settings.robots().forEach((name, robot) -> {
            if (!robot.hasConnection()) {
                return;
            }
            Waiting<RobotDelivery> queue = new Waiting<>(
                    "wecom-" + name + "-inbox", delivery -> isDone(name, delivery), BEFORE_ANOTHER_TRY, AT_THE_END);
            queues.put(name, queue);
            links.put(name, new RobotLink(name, robot, http, queue::add, timing, random));
        });
    }

    @Override
    public Answer request(String robot, String command, JsonNode body) throws CallFailedException {
        Answer answer = Optional.ofNullable(links.get(robot))
                .orElseThrow(() -> new CallFailedException("no WeCom robot of that name has a connection"))
                .request(command, body);
        if (answer.ok()) {
            cards.remember(body.path(ButtonCards.TYPE));
        }
        return answer;
    }

    /** How a robot's connection stands. */
    Optional<RobotLink.State> state(String robot) {
        return Optional.ofNullable(links.get(robot)).map(RobotLink::state);
    }

    @Override
    public List<Connection> connections() {
        return List.copyOf(links.values());
    }

    @Override
    public void start() {
        running = true;
        queues.values().forEach(Waiting::start);
        links.values().forEach(RobotLink::start);
    }

    @Override
    public void stop() {
        running = false;
        links.values().forEach(RobotLink::close);
        queues.values().forEach(Waiting::close);
    }

    /** The workers of other queues end at the same time. */
    @Override
    public void stop(Runnable callback) {
        Thread stopping = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                "wecom-stop");
        stopping.setDaemon(true);
        stopping.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The platform takes another card for some seconds after a press: so it is done at once, or not at all. */
    private void showChoice(String robot, RobotDelivery delivery) {
        RobotLink link = links.get(robot);
        if (link == null || !delivery.isPress()) {
            return;
        }
        cards.chosen(delivery.task(), delivery.buttonKey()).ifPresent(card -> {
            ObjectNode update = Json.MAPPER.createObjectNode().put("response_type", "update_template_card");
            update.putArray("userids").add(delivery.sender());
            update.set(ButtonCards.TYPE, card);
            link.answer(delivery, "aibot_respond_update_msg", update);
        });
    }

    /** Whether there is nothing left to do about a delivery: it is durable, or it is nothing to keep. */
    private boolean isDone(String robot, RobotDelivery delivery) {
        if (!delivery.matters()) {
            return true;
        }
        if (!delivery.isWhole() || delivery.text().length() > MAX_TEXT) {
            refusals.note("left alone, as it has no id or no sender, or is larger than anybody types", robot);
            return true;
        }
        try {
            intake.get()
                    .accept(
                            WeComPlatform.NAME,
                            robot,
                            delivery.key(),
                            delivery.sender(),
                            delivery.kept(clock.instant().getEpochSecond()),
                            clock.instant());
            showChoice(robot, delivery);
            return true;
        } catch (RuntimeException e) {
            // Of another exception only the kind: a database's message may quote what it could not store.
            String why = e instanceof NotStoredException
                    ? e.getMessage()
                    : e.getClass().getName();
            refusals.note("it could not be stored (" + why + "); it is tried again", robot);
            return false;
        }
    }
}
