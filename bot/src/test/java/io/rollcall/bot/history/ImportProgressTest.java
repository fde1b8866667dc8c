package io.rollcall.bot.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ImportProgressTest {

    private final StringWriter out = new StringWriter();

    @Test
    void where_somebody_watches_a_bar_is_drawn_over_and_leaves_nothing_behind() {
        ImportProgress progress = new ImportProgress(new PrintWriter(out), true);
        progress.begin(3);
        progress.done(1, "港湾.md");
        progress.done(2, "b.md");
        progress.done(3, "c.md");
        progress.end();

        String[] drawn = out.toString().split("\r");
        assertThat(drawn)
                .containsExactly(
                        "",
                        "[##########                    ] 1/3  港湾.md",
                        "[####################          ] 2/3  b.md   ",
                        "[##############################] 3/3  c.md",
                        " ".repeat("[##############################] 3/3  c.md".length()));
        assertThat(out.toString()).doesNotContain("\n");
    }

    @Test
    void elsewhere_a_line_is_written_at_every_tenth() {
        ImportProgress progress = new ImportProgress(new PrintWriter(out), false);
        progress.begin(25);
        for (int i = 1; i <= 25; i++) {
            progress.done(i, "x.md");
        }
        progress.end();
        assertThat(out.toString().lines())
                .containsExactly(
                        "importing 25 files",
                        "3/25",
                        "5/25",
                        "8/25",
                        "10/25",
                        "13/25",
                        "15/25",
                        "18/25",
                        "20/25",
                        "23/25",
                        "25/25");
    }

    @Test
    void a_long_name_is_shown_by_its_end() {
        ImportProgress progress = new ImportProgress(new PrintWriter(out), true);
        progress.begin(1);
        progress.done(1, "/a/very/long/folder/where/reports/have/been/kept/2024-W47.md");
        assertThat(out.toString()).endsWith("] 1/1  …here/reports/have/been/kept/2024-W47.md");
    }
}
