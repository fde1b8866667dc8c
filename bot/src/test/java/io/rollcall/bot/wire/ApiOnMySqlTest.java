package io.rollcall.bot.wire;

class ApiOnMySqlTest extends ApiTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
