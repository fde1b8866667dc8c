package io.rollcall.storage;

class ItemCorrectionsOnH2Test extends ItemCorrectionsSuite {

    ItemCorrectionsOnH2Test() {
        super(TestDatabase.h2());
    }
}
