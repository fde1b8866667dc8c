package io.rollcall.bot.wire;

class MixedChatsOnMySqlTest extends MixedChatsTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
