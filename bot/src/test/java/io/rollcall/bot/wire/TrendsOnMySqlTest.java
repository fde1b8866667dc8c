package io.rollcall.bot.wire;

class TrendsOnMySqlTest extends TrendsTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
