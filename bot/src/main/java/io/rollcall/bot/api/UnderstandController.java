package io.rollcall.bot.api;

import io.rollcall.bot.json.UnderstandingJson;
import io.rollcall.bot.text.UsualTitles;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.ReportParser;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a text says. */
@RestController
class UnderstandController {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** Far beyond any report. */
    private static final int MOST_BYTES = 10 << 20;

    private final Clock clock;

    UnderstandController(Clock clock) {
        this.clock = clock;
    }

    /**
     * Dates are placed by the parameter {@code week}; by this week in Shanghai where it is not given. The text is taken
     * as it comes, in UTF-8: {@code curl --data-binary} calls any text a form, and as a form it would be taken apart.
     */
    @PostMapping("/api/v1/understand")
    ResponseEntity<String> understand(HttpServletRequest request) throws IOException {
        // Read before the first parameter is asked for, which would read the body of a form.
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("the text is longer than 10 MiB; send it in pieces");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String week = request.getParameter("week");
        ReportWeek placed =
                week == null ? ReportWeek.of(clock.instant().atZone(SHANGHAI).toLocalDate()) : ReportWeek.parse(week);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(UnderstandingJson.write(new ReportParser(UsualTitles.ALL).parse(text, placed)));
    }
}
