package io.rollcall.storage;

class PayloadsOnH2Test extends PayloadsSuite {

    PayloadsOnH2Test() {
        super(TestDatabase.h2());
    }
}
