package io.rollcall.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class TeamFilesFailureAnalyzerTest {

    @TempDir
    private Path folder;

    @Test
    void a_start_on_faulty_team_files_ends_with_the_lines_to_mend_and_no_stack_trace(CapturedOutput output)
            throws IOException {
        Files.writeString(folder.resolve("payments.yml"), "id: payments\nnamed: 支付\n");
        SpringApplication application = new SpringApplication(Start.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(() -> application.run("--teams=" + folder)).hasRootCauseInstanceOf(TeamFilesException.class);

        assertThat(output)
                .contains("payments.yml:2: named: is no key here; did you mean name?")
                .contains("payments.yml:1: members: is missing")
                .contains("Mend these lines and start again.")
                .doesNotContain("\tat ")
                .doesNotContain("Caused by");
    }

    @Configuration(proxyBeanMethods = false)
    static class Start {

        @Bean
        Teams teams(@Value("${teams}") Path folder) {
            return TeamFiles.read(folder);
        }
    }
}
