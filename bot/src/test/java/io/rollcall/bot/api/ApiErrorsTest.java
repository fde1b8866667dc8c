package io.rollcall.bot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.rollcall.bot.round.RoundConflictException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@ExtendWith(OutputCaptureExtension.class)
class ApiErrorsTest {

    private final MockMvc api = MockMvcBuilders.standaloneSetup(new Failing())
            .setControllerAdvice(new ApiErrors())
            .build();

    @Test
    void aRoundThatCannotTakeTheStepIsAConflictAndSaysWhy() throws Exception {
        api.perform(get("/conflict"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.error").value("payments-2024-W49 is posted; open 2024-W50 instead"));
    }

    @Test
    void whatBreaksIsNamedInTheLogWithoutWhatItQuotes(CapturedOutput output) throws Exception {
        api.perform(get("/broken")).andExpect(status().isInternalServerError());

        assertThat(output)
                .contains("java.lang.IllegalStateException at io.rollcall")
                .doesNotContain("13800000000");
    }

    /** An inner class, so that an application that looks for controllers in this package passes it by. */
    @RestController
    class Failing {

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("cannot store 手机号 13800000000");
        }

        @GetMapping("/conflict")
        String conflict() {
            throw new RoundConflictException("payments-2024-W49 is posted; open 2024-W50 instead");
        }
    }
}
