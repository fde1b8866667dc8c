package io.rollcall.bot.wire;

class PressedCardsOnMySqlTest extends PressedCardsTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }
}
