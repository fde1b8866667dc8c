package io.rollcall.storage;

class ItemGramsMigrationOnH2Test extends ItemGramsMigrationSuite {

    @Override
    String freshDatabase(String name) {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1" + TestDatabase.H2_OPTIONS;
    }
}
