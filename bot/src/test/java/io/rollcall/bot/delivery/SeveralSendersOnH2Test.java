package io.rollcall.bot.delivery;

import io.rollcall.bot.StorageForTests;

class SeveralSendersOnH2Test extends SeveralSendersSuite {

    SeveralSendersOnH2Test() {
        super(StorageForTests.empty());
    }
}
