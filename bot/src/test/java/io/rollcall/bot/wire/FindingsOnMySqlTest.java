package io.rollcall.bot.wire;

class FindingsOnMySqlTest extends FindingsTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
