package io.rollcall.bot.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.rollcall.bot.round.RoundConflictException;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;

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

    /** No controller of the application: its tests look for those in this package. */
    static class Failing {

        @GetMapping("/conflict")
        String conflict() {
            throw new RoundConflictException("payments-2024-W49 is posted; open 2024-W50 instead");
        }
    }
}
