package io.rollcall.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The texts of what came in and went out. They are needed until a delivery is worked off and a message is sent; their
 * keys are needed for ever, lest something be taken in or sent twice, and stay.
 */
public final class Payloads {

    private final PayloadMapper mapper;

    Payloads(PayloadMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Removes the payloads of deliveries that came before this moment and are worked off or put aside, the oldest first.
     *
     * @param limit the most to remove at once
     * @return how many; less than the limit when that were all
     */
    public int removeReceived(Instant before, int limit) {
        return remove(mapper.received(before, limit), mapper::removeReceived);
    }

    /**
     * Removes the payloads of messages that were written before this moment and are sent or refused, the oldest first.
     *
     * @param limit the most to remove at once
     * @return how many; less than the limit when that were all
     */
    public int removeSent(Instant before, int limit) {
        return remove(mapper.sent(before, limit), mapper::removeSent);
    }

    private static int remove(List<Long> ids, ToIntFunction<Collection<Long>> remove) {
        return ids.isEmpty() ? 0 : remove.applyAsInt(ids);
    }
}
