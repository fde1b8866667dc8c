package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.config.UnusableSettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ShortLeaseTest extends WireTest {

    @Test
    void aLeaseThatACallMayOutliveStopsTheStartWithALineThatNamesBoth(CapturedOutput output) {
        bot.close();

        assertThatThrownBy(
                        () -> started(Map.of("rollcall.delivery.lease", "21s", "rollcall.feishu.call-timeout", "20s")))
                .hasRootCauseInstanceOf(UnusableSettingsException.class);

        assertThat(output)
                .contains("rollcall.delivery.lease is PT21S and rollcall.feishu.call-timeout is PT20S")
                .contains("give the lease more than PT21S, such as 60s")
                .doesNotContain("\tat io.rollcall");

        // By WeCom nothing goes out here.
        bot = started(Map.of(
                "rollcall.delivery.lease",
                "22s",
                "rollcall.feishu.call-timeout",
                "20s",
                "rollcall.wecom.call-timeout",
                "30s"));
    }
}
