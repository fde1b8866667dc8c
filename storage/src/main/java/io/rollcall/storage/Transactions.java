package io.rollcall.storage;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/** For what makes sense only within the caller's transaction. */
final class Transactions {

    private Transactions() {}

    static void require(String method) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    method + " holds a row until the transaction ends, and there is none; call it within one");
        }
    }
}
