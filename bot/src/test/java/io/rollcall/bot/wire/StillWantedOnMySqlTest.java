package io.rollcall.bot.wire;

class StillWantedOnMySqlTest extends StillWantedTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
