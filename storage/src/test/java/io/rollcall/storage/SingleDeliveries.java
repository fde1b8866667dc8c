package io.rollcall.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The inbox as tests use it: one delivery at a time. */
public final class SingleDeliveries {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Inbox inbox;
    private final Queues queues;

    public SingleDeliveries(Inbox inbox, Queues queues) {
        this.inbox = inbox;
        this.queues = queues;
    }

    static SingleDeliveries in(TestDatabase database) {
        return new SingleDeliveries(database.get(Inbox.class), database.get(Queues.class));
    }

    /** False when a delivery of this key is stored already. */
    public boolean accept(String platform, String app, String key, String sender, String payload, Instant receivedAt) {
        Delivery delivery = new Delivery(platform, app, key, sender, payload, receivedAt);
        return switch (inbox.acceptAll(List.of(delivery), WITHIN).get(0)) {
            case NEW -> true;
            case KNOWN -> false;
            case UNFIT -> throw new AssertionError("the delivery does not fit");
        };
    }

    /** The oldest that is due and that nobody else holds, held until the caller's transaction ends. */
    public Optional<InboxRow> nextDue(Instant now) {
        return inbox.due(now, 32).stream()
                .flatMap(id -> inbox.take(id, now).stream())
                .findFirst();
    }

    /** How many are yet to be worked off. */
    public int pending() {
        return queues.inbox().waiting();
    }

    /** How many were put aside. */
    public int dead() {
        return queues.dead();
    }
}
