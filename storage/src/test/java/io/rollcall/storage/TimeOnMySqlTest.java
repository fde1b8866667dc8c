package io.rollcall.storage;

class TimeOnMySqlTest extends TimeSuite {

    TimeOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
