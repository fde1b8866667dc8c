package io.rollcall.bot.wire;

class EveryLineOnMySqlTest extends EveryLineTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
