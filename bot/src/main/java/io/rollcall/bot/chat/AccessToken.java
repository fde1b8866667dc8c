package io.rollcall.bot.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An app's access token: fetched once for all who ask at the same time, and again five minutes before it
 * expires; while that goes on, or fails, the old one serves until its end.
 */
public final class AccessToken {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final String call;
    private final Source source;
    private final Clock clock;
    private final Object lock = new Object();

    private @Nullable Held held;
    private @Nullable CompletableFuture<String> flight;
    private Instant notBefore = Instant.MIN;

    /** @param call by what operators know the call that fetches it */
    public AccessToken(String call, Source source, Clock clock) {
        this.call = call;
        this.source = source;
        this.clock = clock;
    }

    /** Where tokens come from. */
    @FunctionalInterface
    public interface Source {
        Fetched fetch() throws CallFailedException;
    }

    /** A token with what is left of its life. */
    public record Fetched(String token, Duration life) {

        @Override
        public String toString() {
            return "Fetched[life=" + life + "]";
        }
    }

    private record Held(String token, Instant refreshAt, Instant expiresAt) {}

    /**
     * A token that is valid as far as is known here.
     *
     * @throws CallFailedException when there is none and none could be fetched; all who waited for the same
     *                                    fetch get the same reason
     */
    public String get() throws CallFailedException {
        CompletableFuture<String> shared;
        boolean mine = false;
        synchronized (lock) {
            Instant now = clock.instant();
            Held current = held;
            boolean alive = current != null && now.isBefore(current.expiresAt());
            boolean due = current == null || !now.isBefore(current.refreshAt());
            if (current != null && alive && (!due || flight != null || now.isBefore(notBefore))) {
                return current.token();
            }
            if (flight == null) {
                flight = new CompletableFuture<>();
                mine = true;
            }
            shared = flight;
        }
        return mine ? fetch(shared) : await(shared);
    }

    /** Forgets {@code token}, which the platform refused; a newer one stays. */
    public void drop(String token) {
        synchronized (lock) {
            if (held != null && held.token().equals(token)) {
                held = null;
            }
        }
    }

    private String fetch(CompletableFuture<String> shared) throws CallFailedException {
        try {
            Fetched fetched = source.fetch();
            synchronized (lock) {
                Instant now = clock.instant();
                Duration early = EARLY.multipliedBy(2).compareTo(fetched.life()) < 0
                        ? EARLY
                        : fetched.life().dividedBy(2);
                Instant expiresAt = now.plus(fetched.life());
                held = new Held(fetched.token(), expiresAt.minus(early), expiresAt);
                flight = null;
            }
            shared.complete(fetched.token());
            return fetched.token();
        } catch (CallFailedException | RuntimeException | Error e) {
            Held usable;
            synchronized (lock) {
                flight = null;
                Instant now = clock.instant();
                notBefore = now.plus(AFTER_FAILURE);
                usable = held != null && now.isBefore(held.expiresAt()) ? held : null;
            }
            if (usable != null && e instanceof CallFailedException) {
                shared.complete(usable.token());
                return usable.token();
            }
            shared.completeExceptionally(e);
            throw e;
        }
    }

    private String await(CompletableFuture<String> shared) throws CallFailedException {
        try {
            return shared.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException(call + ": interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CallFailedException cause) {
                throw new CallFailedException(cause.reason(), cause.after());
            }
            throw new CallFailedException(call + ": failed");
        }
    }
}
