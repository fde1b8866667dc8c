package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.delivery.OutboxWorker;
import io.rollcall.bot.round.RoundService;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import io.rollcall.core.round.RoundId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report that no card holds, in a team that wants it as a document. */
class LongReportTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";

    @BeforeEach
    void wantADocument() throws IOException {
        Files.writeString(folder.resolve("teams/payments.yml"), fixture("payments.yml") + "report: {long: document}\n");
        restart();
        bot.at("2024-12-06T10:00");
    }

    @Test
    void theGroupGetsWhatChangedAndTheLinkToADocumentThatItMayRead() {
        reportIsLong();

        bot.at("2024-12-06T18:00");

        assertThat(platform.documents()).singleElement().satisfies(document -> {
            assertThat(document.title()).isEqualTo(posted().get(0).title());
            assertThat(document.readers()).containsExactly("oc_group");
            assertThat(document.texts()).anyMatch(text -> text.contains("第 499 项"));
            assertThat(document.texts()).anyMatch(text -> text.contains("<at id=all></at>"));
        });
        assertThat(posted())
                .singleElement()
                .satisfies(post -> assertThat(post.text())
                        .contains("打开完整周报", "https://wire.feishu.cn/docx/dox1")
                        .doesNotContain("第 499 项"));
        assertThat(bot.report(ROUND)).contains("第 499 项");
    }

    @Test
    void aShortReportIsPostedAsItIs() {
        bot.says("ou_zhou", "om_1", "1. 佣金存管：联调中");

        bot.at("2024-12-06T18:00");

        assertThat(platform.documents()).isEmpty();
        assertThat(posted())
                .singleElement()
                .satisfies(post -> assertThat(post.text()).contains("佣金存管"));
    }

    @Test
    void whereNoDocumentCanBeMadeTheGroupGetsAllOfItInParts() {
        platform.makesNoDocuments();
        reportIsLong();

        bot.at("2024-12-06T18:00");

        assertThat(posted().size()).isGreaterThan(1);
        String all = posted().stream().map(Sent::text).collect(Collectors.joining("\n"));
        assertThat(all).contains("第 0 项", "第 499 项");
    }

    @Test
    void aCrashBeforeTheDocumentIsNotedGivesOneMessageThatLinksAWholeDocument() {
        reportIsLong();
        clock.set("2024-12-06T18:00");
        bot.bean(RoundService.class).publish(RoundId.parse(ROUND));
        // The first life ends when the platform has the document and nobody has noted it.
        bot.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("update outbox set state = 'SENDING', attempts = 1, claimed_at = created_at,"
                        + " first_try_at = created_at, next_try_at = created_at where payload_type = 'document'")
                .update();
        restart();
        clock.set("2024-12-06T19:30");

        bot.bean(OutboxWorker.class).drain();

        assertThat(posted())
                .singleElement()
                .satisfies(post -> assertThat(post.text()).contains("https://wire.feishu.cn/docx/dox1"));
        assertThat(platform.documents().get(0).texts()).anyMatch(text -> text.contains("第 499 项"));
    }

    private void reportIsLong() {
        bot.says(
                "ou_zhou",
                "om_1",
                IntStream.range(0, 500)
                        .mapToObj(n -> (n + 1) + "、第 " + n + " 项：佣金存管联调完成，进入灰度，剩余核对与回滚演练 <at id=all></at>")
                        .collect(Collectors.joining("\n")));
    }

    private List<Sent> posted() {
        return platform.sentTo("oc_group");
    }
}
