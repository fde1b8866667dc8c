package io.rollcall.bot.wire;

class OpeningByHandOnMySqlTest extends OpeningByHandTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
