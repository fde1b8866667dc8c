package io.rollcall.storage;

class PromptLinesOnMySqlTest extends PromptLinesSuite {

    PromptLinesOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
