package io.rollcall.bot.wire;

class AcknowledgementOnMySqlTest extends AcknowledgementTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("acknowledgement");
    }
}
