package io.rollcall.storage;

import io.rollcall.core.team.Account;

/** An app of a chat platform, for which messages are sent; the platforms limit how fast each may send. */
public record OutboxApp(String platform, String app) {

    public static OutboxApp of(Account account) {
        return new OutboxApp(account.platform(), account.app());
    }

    @Override
    public String toString() {
        return platform + ":" + app;
    }
}
