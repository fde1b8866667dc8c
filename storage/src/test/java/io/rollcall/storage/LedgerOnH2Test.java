package io.rollcall.storage;

class LedgerOnH2Test extends LedgerSuite {

    LedgerOnH2Test() {
        super(TestDatabase.h2());
    }
}
