package io.rollcall.storage;

class TimeOnH2Test extends TimeSuite {

    TimeOnH2Test() {
        super(TestDatabase.h2());
    }
}
