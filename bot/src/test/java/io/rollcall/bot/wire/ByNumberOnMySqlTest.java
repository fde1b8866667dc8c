package io.rollcall.bot.wire;

class ByNumberOnMySqlTest extends ByNumberTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
