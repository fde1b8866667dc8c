package io.rollcall.bot.wire;

class ScheduleOnMySqlTest extends ScheduleTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }

    @Override
    boolean isKept() {
        return true;
    }
}
