package io.rollcall.storage;

class TeamHistoryOnMySqlTest extends TeamHistorySuite {

    TeamHistoryOnMySqlTest() {
        super(TestDatabase.mySql());
    }

    @Override
    TestDatabase other() {
        return TestDatabase.h2();
    }
}
