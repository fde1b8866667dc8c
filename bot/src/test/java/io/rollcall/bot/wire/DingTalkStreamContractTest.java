package io.rollcall.bot.wire;

import java.io.IOException;

class DingTalkStreamContractTest extends ChatContract {

    @Override
    Chat open() throws IOException {
        return new DingTalkChat(true);
    }
}
