package io.rollcall.storage;

class OutboxSendersOnMySqlTest extends OutboxSendersSuite {

    OutboxSendersOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
