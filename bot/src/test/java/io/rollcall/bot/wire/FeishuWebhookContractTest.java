package io.rollcall.bot.wire;

import java.io.IOException;

class FeishuWebhookContractTest extends ChatContract {

    @Override
    Chat open() throws IOException {
        return new FeishuChat(false);
    }
}
