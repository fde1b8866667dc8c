package io.rollcall.storage;

class QueuesOnMySqlTest extends QueuesSuite {

    QueuesOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
