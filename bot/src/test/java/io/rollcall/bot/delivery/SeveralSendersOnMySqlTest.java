package io.rollcall.bot.delivery;

import io.rollcall.bot.StorageForTests;
import io.rollcall.storage.mysql.MySqlServer;
import org.junit.jupiter.api.AfterEach;

class SeveralSendersOnMySqlTest extends SeveralSendersSuite {

    SeveralSendersOnMySqlTest() {
        super(StorageForTests.on(MySqlServer.shared().freshSchema("senders")));
    }

    @Override
    @AfterEach
    void stopAll() {
        super.stopAll();
        storage().close();
    }
}
