package io.rollcall.storage;

class AbsencesOnMySqlTest extends AbsencesSuite {

    AbsencesOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
