package io.rollcall.storage;

class AbsencesOnH2Test extends AbsencesSuite {

    AbsencesOnH2Test() {
        super(TestDatabase.h2());
    }
}
