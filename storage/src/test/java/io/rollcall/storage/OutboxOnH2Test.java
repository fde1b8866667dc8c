package io.rollcall.storage;

class OutboxOnH2Test extends OutboxSuite {

    OutboxOnH2Test() {
        super(TestDatabase.h2());
    }
}
