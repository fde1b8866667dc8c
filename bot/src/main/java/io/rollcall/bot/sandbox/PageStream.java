package io.rollcall.bot.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something changed; they then ask what. One thread does all the sending, so that neither the bot
 * nor a member waits for a slow page, and changes in quick succession make one notice.
 */
@Component
@Profile({"demo", "sandbox"})
class PageStream {

    private static final int MOST_PAGES = 64;
    private static final long TOGETHER_MILLIS = 40;
    private static final long BEAT_SECONDS = 5;

    private final List<SseEmitter> pages = new CopyOnWriteArrayList<>();
    private final AtomicBoolean announced = new AtomicBoolean();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-pages");
        thread.setDaemon(true);
        return thread;
    });

    PageStream(Chats chats) {
        chats.onChange(this::changed);
        // A beat now and then shows both sides that the other still lives, and brings what changes without a message.
        var unused = sender.scheduleAtFixedRate(this::send, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    SseEmitter open() {
        SseEmitter page = new SseEmitter(0L);
        page.onCompletion(() -> pages.remove(page));
        page.onError(problem -> pages.remove(page));
        pages.add(page);
        if (sender.isShutdown()) {
            page.complete();
        }
        while (pages.size() > MOST_PAGES) {
            pages.remove(0).complete();
        }
        changed();
        return page;
    }

    private void changed() {
        if (announced.compareAndSet(false, true)) {
            try {
                var unused = sender.schedule(this::send, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                announced.set(false); // closing: there is nobody left to tell
            }
        }
    }

    private void send() {
        announced.set(false);
        pages.removeAll(pages.stream().filter(page -> !tell(page)).toList());
    }

    private static boolean tell(SseEmitter page) {
        try {
            page.send(SseEmitter.event().data("changed"));
            return true;
        } catch (IOException | IllegalStateException e) {
            return false; // it has left
        }
    }

    /** Before the web server stops: it would wait for open streams. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        sender.shutdownNow();
        pages.forEach(SseEmitter::complete);
        pages.clear();
    }
}
