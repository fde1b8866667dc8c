package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether what is measured with stands for what it would be. */
class GrowthFillTest {

    @TempDir
    private Path folder;

    @Test
    void the_bot_leaves_the_same_rows_behind() throws Exception {
        try (GrowthBench.Side real = new GrowthBench.Side(folder.resolve("real"), "h2", 0);
                GrowthBench.Side filled = new GrowthBench.Side(folder.resolve("filled"), "h2", 0)) {
            real.round();
            try (Connection connection = filled.bot.bean(DataSource.class).getConnection()) {
                GrowthFill.fill(connection, 1, 1);
            }

            for (String what : List.of(
                    "* FROM item ORDER BY id",
                    "* FROM statement ORDER BY ordinal",
                    "team, gram, block, items FROM item_gram ORDER BY gram, block",
                    "round, owner, ordinal FROM ask ORDER BY ordinal",
                    "round, member, platform, message_id, edition, kind, text, section FROM reply ORDER BY id")) {
                assertThat(rows(filled, what)).as(what).isNotEmpty().isEqualTo(rows(real, what));
            }
        }
    }

    private static List<Map<String, Object>> rows(GrowthBench.Side side, String what) {
        List<Map<String, Object>> rows =
                side.bot.bean(JdbcClient.class).sql("SELECT " + what).query().listOfRows();
        rows.forEach(row ->
                row.replaceAll((column, value) -> value instanceof byte[] bytes ? Arrays.toString(bytes) : value));
        return rows;
    }
}
