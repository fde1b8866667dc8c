package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.config.TeamFilesException;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UnreachableTeamTest extends WireTest {

    @Test
    void theStartEndsWithTheFileTheLineTheKeyAndTheAppsThereAre(CapturedOutput output) throws IOException {
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                fixture("payments.yml").replace("chat: feishu:main", "chat: feishu:mian"));

        assertThatThrownBy(this::restart).isInstanceOf(TeamFilesException.class);

        assertThat(output)
                .contains("teams/payments.yml:4: group, members[0].account")
                .contains("no Feishu app named mian is configured under rollcall.feishu.apps; there are: bare, main")
                .contains("Mend these lines and start again.")
                .doesNotContain("\tat io.rollcall");
    }
}
