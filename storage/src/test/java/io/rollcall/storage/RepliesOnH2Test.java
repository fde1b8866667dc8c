package io.rollcall.storage;

class RepliesOnH2Test extends RepliesSuite {

    RepliesOnH2Test() {
        super(TestDatabase.h2());
    }
}
