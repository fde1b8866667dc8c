package io.rollcall.bot.wire;

class MembersByContactOnMySqlTest extends MembersByContactTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
