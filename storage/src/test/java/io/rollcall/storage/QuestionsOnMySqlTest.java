package io.rollcall.storage;

class QuestionsOnMySqlTest extends QuestionsSuite {

    QuestionsOnMySqlTest() {
        super(TestDatabase.mySql());
    }
}
