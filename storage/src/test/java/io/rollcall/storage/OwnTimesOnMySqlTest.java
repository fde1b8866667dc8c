package io.rollcall.storage;

class OwnTimesOnMySqlTest extends OwnTimesSuite {

    OwnTimesOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
