package io.rollcall.storage;

class RoundsOnMySqlTest extends RoundsSuite {

    RoundsOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
