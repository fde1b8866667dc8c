package io.rollcall.storage;

class InboxOnMySqlTest extends InboxSuite {

    InboxOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
