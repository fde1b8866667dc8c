package io.rollcall.bot.wire;

class AskedBackOnMySqlTest extends AskedBackTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
