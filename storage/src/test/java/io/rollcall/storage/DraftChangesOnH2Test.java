package io.rollcall.storage;

class DraftChangesOnH2Test extends DraftChangesSuite {

    DraftChangesOnH2Test() {
        super(TestDatabase.h2());
    }
}
