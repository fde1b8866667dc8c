package io.rollcall.bot.api;

import io.rollcall.bot.json.UnderstandingJson;
import io.rollcall.bot.text.UsualTitles;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.ReportParser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a text says. */
@RestController
class UnderstandController {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    UnderstandController(Clock clock) {
        this.clock = clock;
    }

    /** @param week by which dates are placed; this week in Shanghai where it is not given */
    @PostMapping("/api/v1/understand")
    ResponseEntity<String> understand(
            @RequestParam(required = false) @Nullable String week,
            @RequestBody(required = false) byte @Nullable [] text) {
        ReportWeek placed =
                week == null ? ReportWeek.of(clock.instant().atZone(SHANGHAI).toLocalDate()) : ReportWeek.parse(week);
        String read = text == null ? "" : new String(text, StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(UnderstandingJson.write(new ReportParser(UsualTitles.ALL).parse(read, placed)));
    }
}
