package io.rollcall.bot.wire;

/** From the embedded database to MySQL, as a team does that has tried the bot long enough. */
class MovedOnMySqlTest extends MovedTest {

    @Override
    WireDatabase otherDatabase() {
        return WireDatabase.mySql("wire_moved");
    }
}
