package io.rollcall.storage;

class ReportsOnH2Test extends ReportsSuite {

    ReportsOnH2Test() {
        super(TestDatabase.h2());
    }
}
