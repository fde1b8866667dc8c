package io.rollcall.storage;

class TogetherOnH2Test extends TogetherSuite {

    TogetherOnH2Test() {
        super(TestDatabase.h2());
    }
}
