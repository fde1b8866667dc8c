package io.rollcall.bot.chat;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Why a callback was refused, left with its request for whoever counts. */
public final class Refusals {

    private static final String ATTRIBUTE = "rollcall.refusal";

    private Refusals() {}

    /**
     * Leaves the reason.
     *
     * @param set    of the request's attributes
     * @param reason one of a handful; nothing of what was sent
     */
    public static void note(BiConsumer<String, Object> set, String reason) {
        set.accept(ATTRIBUTE, reason);
    }

    /** @param get of the request's attributes */
    public static Optional<String> reason(Function<String, @Nullable Object> get) {
        return Optional.ofNullable(get.apply(ATTRIBUTE)).map(Object::toString);
    }
}
