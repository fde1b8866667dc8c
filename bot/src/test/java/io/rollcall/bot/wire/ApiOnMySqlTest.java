package io.rollcall.bot.wire;

class ApiOnMySqlTest extends ApiTest {

    @Override
    WireDatabase emptyDatabase() {
        return WireDatabase.mySql("wire");
    }

    @Override
    String waitingForRowsBriefly() {
        return "&sessionVariables=innodb_lock_wait_timeout=1";
    }
}
