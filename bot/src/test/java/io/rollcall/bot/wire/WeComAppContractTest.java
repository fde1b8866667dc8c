package io.rollcall.bot.wire;

import java.io.IOException;

class WeComAppContractTest extends ChatContract {

    @Override
    Chat open() throws IOException {
        return new WeComChat();
    }
}
