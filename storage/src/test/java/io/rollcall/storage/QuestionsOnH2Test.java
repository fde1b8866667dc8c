package io.rollcall.storage;

class QuestionsOnH2Test extends QuestionsSuite {

    QuestionsOnH2Test() {
        super(TestDatabase.h2());
    }
}
