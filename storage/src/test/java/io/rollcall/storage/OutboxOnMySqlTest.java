package io.rollcall.storage;

class OutboxOnMySqlTest extends OutboxSuite {

    OutboxOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
