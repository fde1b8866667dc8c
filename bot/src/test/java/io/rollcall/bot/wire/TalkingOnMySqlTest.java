package io.rollcall.bot.wire;

class TalkingOnMySqlTest extends TalkingTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
