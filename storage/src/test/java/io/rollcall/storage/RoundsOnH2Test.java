package io.rollcall.storage;

class RoundsOnH2Test extends RoundsSuite {

    RoundsOnH2Test() {
        super(TestDatabase.h2());
    }
}
