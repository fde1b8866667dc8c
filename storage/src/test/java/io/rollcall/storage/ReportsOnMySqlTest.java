package io.rollcall.storage;

class ReportsOnMySqlTest extends ReportsSuite {

    ReportsOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
