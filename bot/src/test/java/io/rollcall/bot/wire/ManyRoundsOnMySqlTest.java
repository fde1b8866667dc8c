package io.rollcall.bot.wire;

class ManyRoundsOnMySqlTest extends ManyRoundsTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
