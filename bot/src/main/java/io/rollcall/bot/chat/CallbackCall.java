package io.rollcall.bot.chat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** Calls the bot's own callback by its public address, as the platform does when an address is entered in its console. */
public final class CallbackCall {

    private static final String STEP = "callback.reach";
    private static final long MAX_ANSWER = 64 << 10;
    private static final int MAX_REMARK = 200;

    /** Feishu and WeCom wait this long for the answer to their check of an address. */
    private static final Duration IN_TIME = Duration.ofSeconds(1);

    private CallbackCall() {}

    /**
     * The callback's address.
     *
     * @param publicUrl what stands before {@code /callback}; an address of the web
     */
    public static HttpUrl address(URI publicUrl, String platform, String app) {
        HttpUrl base = HttpUrl.get(publicUrl);
        if (base == null) {
            throw new IllegalArgumentException(publicUrl + " is no address of the web");
        }
        HttpUrl.Builder address = base.newBuilder().query(null).fragment(null);
        if (base.pathSegments().get(base.pathSize() - 1).isEmpty()) {
            address.removePathSegment(base.pathSize() - 1);
        }
        return address.addPathSegment("callback")
                .addPathSegment(platform)
                .addPathSegment(app)
                .build();
    }

    /**
     * Makes the call and tells what came of it.
     *
     * @param isEcho whether the answer's body is what the platform would want to see
     */
    public static void check(AppSteps steps, OkHttpClient http, Request request, Predicate<String> isEcho) {
        check(steps, http, request, new Wanted(200, isEcho, "callback.ok"), true);
    }

    /**
     * The same with a call that the bot refuses once it has found the signature right.
     *
     * @param reason with which the bot refuses it
     */
    public static void checkRefusal(AppSteps steps, OkHttpClient http, Request request, String reason) {
        check(steps, http, request, new Wanted(400, reason::equals, "callback.signed"), true);
    }

    /**
     * How the bot answers.
     *
     * @param seen the text that tells of it
     */
    private record Wanted(int status, Predicate<String> body, String seen) {}

    /** @param again whether to ask once more before calling it slow: a bot that has just started is slow once */
    private static void check(AppSteps steps, OkHttpClient http, Request request, Wanted wanted, boolean again) {
        String host = request.url().host();
        long start = System.nanoTime();
        try (Response response = http.newCall(request).execute()) {
            String body = body(response);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            int status = response.code();
            if (status != wanted.status()) {
                String remark = remark(response, body);
                String todo = status == 200 ? steps.text("callback.todo.echo") : todo(steps, status);
                steps.failed(STEP, "HTTP " + status + (remark.isEmpty() ? "" : ", " + remark), todo);
            } else if (!wanted.body().test(body)) {
                steps.failed(STEP, steps.text("callback.noEcho"), steps.text("callback.todo.echo"));
            } else if (took.compareTo(IN_TIME) > 0 && again) {
                check(steps, http, request, wanted, false);
            } else if (took.compareTo(IN_TIME) > 0) {
                steps.failed(STEP, steps.text("callback.slow", took.toMillis()), steps.text("callback.todo.slow"));
            } else {
                steps.ok(STEP, steps.text(wanted.seen(), took.toMillis()));
            }
        } catch (IOException e) {
            NoAnswer why = NoAnswer.of(e);
            String own = "callback.todo." + (why == NoAnswer.NAME ? "name" : why == NoAnswer.TLS ? "tls" : "lost");
            steps.failed(STEP, why.seen(steps, host), steps.text(own));
        }
    }

    private static String todo(AppSteps steps, int status) {
        boolean isRedirect = status >= 300 && status < 400;
        boolean isKnown = status == 401 || status == 403 || status == 404;
        String key = isRedirect ? "redirect" : isKnown ? Integer.toString(status) : status >= 500 ? "5xx" : "other";
        return steps.text("callback.todo." + key);
    }

    /** No more of it than any answer to this call has. */
    private static String body(Response response) throws IOException {
        Buffer read = new Buffer();
        long left = MAX_ANSWER;
        while (left > 0) {
            long count = response.body().source().read(read, left);
            if (count < 0) {
                break;
            }
            left -= count;
        }
        return read.readUtf8();
    }

    /** The bot says in a plain line what it minds; anything else comes from what stands before it. */
    private static String remark(Response response, String body) {
        boolean isPlain = Optional.ofNullable(response.body().contentType())
                .map(MediaType::toString)
                .filter(type -> type.startsWith("text/plain"))
                .isPresent();
        String line = body.strip();
        boolean isLine = line.length() <= MAX_REMARK && line.codePoints().noneMatch(Character::isISOControl);
        return isPlain && isLine ? line : "";
    }
}
