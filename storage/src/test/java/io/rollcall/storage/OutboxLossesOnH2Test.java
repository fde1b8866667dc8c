package io.rollcall.storage;

class OutboxLossesOnH2Test extends OutboxLossesSuite {

    OutboxLossesOnH2Test() {
        super(TestDatabase.h2());
    }
}
