package io.rollcall.storage;

class OwnTimesOnH2Test extends OwnTimesSuite {

    OwnTimesOnH2Test() {
        super(TestDatabase.h2());
    }
}
