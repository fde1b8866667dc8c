package io.rollcall.storage;

class KnownAccountsOnMySqlTest extends KnownAccountsSuite {

    KnownAccountsOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
