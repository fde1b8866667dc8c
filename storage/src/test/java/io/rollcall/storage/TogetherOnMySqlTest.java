package io.rollcall.storage;

class TogetherOnMySqlTest extends TogetherSuite {

    TogetherOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
