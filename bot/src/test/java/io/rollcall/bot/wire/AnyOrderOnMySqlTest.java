package io.rollcall.bot.wire;

class AnyOrderOnMySqlTest extends AnyOrderTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
