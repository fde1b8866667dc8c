package io.rollcall.storage;

class KnownAccountsOnH2Test extends KnownAccountsSuite {

    KnownAccountsOnH2Test() {
        super(TestDatabase.h2());
    }
}
