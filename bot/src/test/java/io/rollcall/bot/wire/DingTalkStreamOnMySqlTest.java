package io.rollcall.bot.wire;

import java.nio.file.Path;

class DingTalkStreamOnMySqlTest extends DingTalkStreamTest {

    @Override
    WireDatabase emptyDatabase(Path inFolder) {
        return WireDatabase.mySql("wire");
    }
}
