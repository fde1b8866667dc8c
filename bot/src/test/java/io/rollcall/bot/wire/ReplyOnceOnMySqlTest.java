package io.rollcall.bot.wire;

class ReplyOnceOnMySqlTest extends ReplyOnceTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
