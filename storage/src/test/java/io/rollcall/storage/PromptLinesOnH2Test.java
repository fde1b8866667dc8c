package io.rollcall.storage;

class PromptLinesOnH2Test extends PromptLinesSuite {

    PromptLinesOnH2Test() {
        super(TestDatabase.h2());
    }
}
