package io.rollcall.bot.wire;

import java.io.IOException;

class DingTalkContractTest extends ChatContract {

    @Override
    Chat open() throws IOException {
        return new DingTalkChat(false);
    }
}
