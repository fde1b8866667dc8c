package io.rollcall.storage;

class QueuesOnH2Test extends QueuesSuite {

    QueuesOnH2Test() {
        super(TestDatabase.h2());
    }
}
