package io.rollcall.bot.wire;

class LongConnectionOnMySqlTest extends LongConnectionTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
