package io.rollcall.bot.wire;

class RevisionOnMySqlTest extends RevisionTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
