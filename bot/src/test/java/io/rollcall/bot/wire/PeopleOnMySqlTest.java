package io.rollcall.bot.wire;

class PeopleOnMySqlTest extends PeopleTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
