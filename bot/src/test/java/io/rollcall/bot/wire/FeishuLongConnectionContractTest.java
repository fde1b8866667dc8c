package io.rollcall.bot.wire;

import java.io.IOException;

class FeishuLongConnectionContractTest extends ChatContract {

    @Override
    Chat open() throws IOException {
        return new FeishuChat(true);
    }
}
