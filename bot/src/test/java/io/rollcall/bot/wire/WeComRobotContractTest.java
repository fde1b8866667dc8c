package io.rollcall.bot.wire;

import java.io.IOException;

class WeComRobotContractTest extends ChatContract {

    @Override
    Chat open() throws IOException {
        return new WeComRobotChat();
    }
}
