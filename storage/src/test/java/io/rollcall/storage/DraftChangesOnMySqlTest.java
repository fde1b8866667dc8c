package io.rollcall.storage;

class DraftChangesOnMySqlTest extends DraftChangesSuite {

    DraftChangesOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
