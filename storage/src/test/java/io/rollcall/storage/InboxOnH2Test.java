package io.rollcall.storage;

class InboxOnH2Test extends InboxSuite {

    InboxOnH2Test() {
        super(TestDatabase.h2());
    }
}
