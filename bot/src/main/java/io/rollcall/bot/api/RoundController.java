package io.rollcall.bot.api;

import io.rollcall.bot.round.RoundReports;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundPlanner;
import io.rollcall.core.team.Team;
import io.rollcall.storage.CompiledReport;
import io.rollcall.storage.Rounds;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Rounds and their reports. */
@RestController
@RequestMapping("/api/v1")
class RoundController {

    private static final MediaType MARKDOWN = new MediaType("text", "markdown", StandardCharsets.UTF_8);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType JSON = MediaType.APPLICATION_JSON;
    private static final List<MediaType> FORMS = List.of(MARKDOWN, HTML, JSON);

    private final Lookup lookup;
    private final RoundService service;
    private final RoundReports reports;
    private final Rounds rounds;
    private final Clock clock;

    RoundController(Lookup lookup, RoundService service, RoundReports reports, Rounds rounds, Clock clock) {
        this.lookup = lookup;
        this.service = service;
        this.reports = reports;
        this.rounds = rounds;
        this.clock = clock;
    }

    @Takes(OpenRound.EXAMPLE)
    @PostMapping("/teams/{team}/rounds")
    ResponseEntity<RoundView> open(@PathVariable String team, @RequestBody(required = false) @Nullable JsonNode body) {
        Team opened = lookup.team(team);
        OpenRound wanted = OpenRound.read(body, RoundPlanner.weekOf(opened, clock.instant()));
        RoundService.Opened result = Patiently.change(() -> service.open(opened, wanted.weeks()));
        RoundView view = view(opened, result.round());
        return result.isNew()
                ? ResponseEntity.created(URI.create("/api/v1/rounds/" + view.id()))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @GetMapping("/rounds/{id}")
    RoundView show(@PathVariable String id) {
        return view(lookup.round(id));
    }

    @PostMapping("/rounds/{id}/close")
    RoundView close(@PathVariable String id) {
        Round round = lookup.round(id);
        return view(Patiently.change(() -> {
            service.close(round.id());
            return service.get(round.id());
        }));
    }

    @PostMapping("/rounds/{id}/publish")
    RoundView publish(@PathVariable String id) {
        Round round = lookup.round(id);
        return view(Patiently.change(() -> {
            service.publish(round.id());
            return service.get(round.id());
        }));
    }

    /** In the form the caller prefers; Markdown when anything will do. */
    @GetMapping("/rounds/{id}/report")
    ResponseEntity<String> report(@PathVariable String id, @RequestHeader HttpHeaders headers) {
        MediaType form = preferred(headers.getAccept());
        CompiledReport report = compiled(id);
        String body = form.equals(MARKDOWN) ? report.markdown() : form.equals(HTML) ? report.html() : report.json();
        return ResponseEntity.ok().contentType(form).body(body);
    }

    /** How much a form is wanted by the range that names it most closely (RFC 9110, section 12.5.1), and where that is. */
    private record Wish(MediaType form, double quality, int position) {

        static Wish of(MediaType form, List<MediaType> accepted) {
            return accepted.stream()
                    .filter(range -> range.isCompatibleWith(form))
                    .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
                    .map(range -> new Wish(form, range.getQualityValue(), accepted.indexOf(range)))
                    .orElse(new Wish(form, 0, accepted.size()));
        }
    }

    private static MediaType preferred(List<MediaType> accepted) {
        if (accepted.isEmpty()) {
            return MARKDOWN;
        }
        return FORMS.stream()
                .map(form -> Wish.of(form, accepted))
                .filter(wish -> wish.quality() > 0)
                .min(Comparator.comparingDouble(Wish::quality).reversed().thenComparingInt(Wish::position))
                .orElseThrow(
                        () -> new NotAcceptableException("a report is text/markdown, text/html or application/json"))
                .form();
    }

    private CompiledReport compiled(String id) {
        Round round = lookup.round(id);
        return reports.latest(round.id())
                .orElseThrow(() -> new NotFoundException("round " + round.id()
                        + " has no report yet; it is compiled when the round is closed: POST /api/v1/rounds/"
                        + round.id() + "/close"));
    }

    private RoundView view(Round round) {
        return view(lookup.team(round.id().team().value()), round);
    }

    private RoundView view(Team team, Round round) {
        return RoundView.of(team, round, rounds.asks(round.id()));
    }
}
