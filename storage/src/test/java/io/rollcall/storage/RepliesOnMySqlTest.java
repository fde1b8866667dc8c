package io.rollcall.storage;

class RepliesOnMySqlTest extends RepliesSuite {

    RepliesOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
