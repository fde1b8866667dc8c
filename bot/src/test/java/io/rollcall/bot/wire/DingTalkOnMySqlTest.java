package io.rollcall.bot.wire;

import java.nio.file.Path;

class DingTalkOnMySqlTest extends DingTalkTest {

    @Override
    WireDatabase emptyDatabase(Path inFolder) {
        return WireDatabase.mySql("wire");
    }
}
