package io.rollcall.bot.retention;

import io.rollcall.storage.mysql.MySqlServer;

class RetentionOnMySqlTest extends RetentionSuite {

    private static final String URL = MySqlServer.shared().freshSchema("retention");

    RetentionOnMySqlTest() {
        super(URL, URL.replaceFirst(".*[?&]user=([^&]*).*", "$1"));
    }
}
