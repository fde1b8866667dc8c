package io.rollcall.storage;

import io.rollcall.storage.mysql.MySqlServer;

class ItemGramsMigrationOnMySqlTest extends ItemGramsMigrationSuite {

    @Override
    String freshDatabase(String name) {
        return MySqlServer.shared().freshSchema(name);
    }
}
