package io.rollcall.storage;

class LedgerOnMySqlTest extends LedgerSuite {

    LedgerOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
