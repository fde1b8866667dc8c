package io.rollcall.storage;

class OutboxLossesOnMySqlTest extends OutboxLossesSuite {

    OutboxLossesOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
