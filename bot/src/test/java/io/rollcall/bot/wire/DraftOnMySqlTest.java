package io.rollcall.bot.wire;

class DraftOnMySqlTest extends DraftTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
