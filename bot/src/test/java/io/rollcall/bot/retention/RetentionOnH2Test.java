package io.rollcall.bot.retention;

class RetentionOnH2Test extends RetentionSuite {

    RetentionOnH2Test() {
        super(
                "jdbc:h2:mem:retention;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE"
                        + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0",
                "rollcall");
    }
}
