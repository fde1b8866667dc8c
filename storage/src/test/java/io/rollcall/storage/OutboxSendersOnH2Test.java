package io.rollcall.storage;

class OutboxSendersOnH2Test extends OutboxSendersSuite {

    OutboxSendersOnH2Test() {
        super(TestDatabase.h2());
    }
}
