package io.rollcall.storage;

import java.util.Map;
import java.util.regex.Pattern;

class OutboxGrowthOnH2Test extends OutboxGrowthSuite {

    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    OutboxGrowthOnH2Test() {
        super(TestDatabase.h2(), 20_000);
    }

    /** H2 counts what a query reads when it is asked to explain it. */
    @Override
    long rowsReadForAClaim() {
        String due = database.mappings()
                .getMappedStatement(OutboxMapper.class.getName() + ".due")
                .getBoundSql(Map.of())
                .getSql();
        String plan = jdbc().sql("EXPLAIN ANALYZE " + due)
                .params(MAIN.platform(), MAIN.app(), utc(NOW), 8)
                .query(String.class)
                .single();
        return SCANNED.matcher(plan)
                .results()
                .mapToLong(scan -> Long.parseLong(scan.group(1)))
                .sum();
    }

    @Override
    void analyse() {
        jdbc().sql("ANALYZE").update();
    }
}
