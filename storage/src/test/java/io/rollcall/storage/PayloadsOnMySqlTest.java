package io.rollcall.storage;

class PayloadsOnMySqlTest extends PayloadsSuite {

    PayloadsOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
