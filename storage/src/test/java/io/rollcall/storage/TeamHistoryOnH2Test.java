package io.rollcall.storage;

class TeamHistoryOnH2Test extends TeamHistorySuite {

    TeamHistoryOnH2Test() {
        super(TestDatabase.h2());
    }

    @Override
    TestDatabase other() {
        return TestDatabase.mySql();
    }
}
