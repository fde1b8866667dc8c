package io.rollcall.storage;

class ItemCorrectionsOnMySqlTest extends ItemCorrectionsSuite {

    ItemCorrectionsOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
