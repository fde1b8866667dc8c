package io.rollcall.bot.wire;

class RoundOnTimeOnMySqlTest extends RoundOnTimeTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
