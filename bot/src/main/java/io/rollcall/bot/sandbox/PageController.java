package io.rollcall.bot.sandbox;

import io.rollcall.bot.sandbox.SandboxWorld.Platform;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The sandbox's pages. */
@Controller
@Profile({"demo", "sandbox"})
class PageController {

    /** Everything comes from this server and nothing stands inline, so that no text of a member can become script. */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The report is one self-contained page: its style stands inline, and it needs no script. */
    private static final String REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final SandboxWorld world;
    private final ObjectProvider<SandboxReportSource> reports;
    private final DocumentsWire documents;

    PageController(SandboxWorld world, ObjectProvider<SandboxReportSource> reports, DocumentsWire documents) {
        this.documents = documents;
        this.world = world;
        this.reports = reports;
    }

    @GetMapping("/")
    String start(@RequestParam(name = "lang", defaultValue = "zh") String lang) {
        return lang.equals("en") ? "redirect:/sandbox?lang=en" : "redirect:/sandbox";
    }

    @GetMapping("/sandbox")
    String page(
            @RequestParam(name = "lang", defaultValue = "zh") String lang, Model model, HttpServletResponse response) {
        words(lang, model);
        secure(response, PAGE_POLICY);
        model.addAttribute("bot", world.botName());
        model.addAttribute("onFeishu", world.isOn(Platform.FEISHU));
        model.addAttribute("onWeCom", world.isOn(Platform.WECOM));
        return "sandbox/page";
    }

    /** The report published last; a page that says so while there is none. */
    @GetMapping("/sandbox/report/latest")
    Object report(
            @RequestParam(name = "lang", defaultValue = "zh") String lang, Model model, HttpServletResponse response) {
        Optional<String> html =
                Optional.ofNullable(reports.getIfAvailable()).flatMap(SandboxReportSource::latestReport);
        if (html.isPresent()) {
            secure(response, REPORT_POLICY);
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                    .body(html.get());
        }
        words(lang, model);
        secure(response, PAGE_POLICY);
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        return "sandbox/no-report";
    }

    /** A cloud document; a page that says so where there is none, or none that anybody may read. */
    @GetMapping("/sandbox/docx/{id}")
    String document(
            @PathVariable("id") String id,
            @RequestParam(name = "lang", defaultValue = "zh") String lang,
            Model model,
            HttpServletResponse response) {
        words(lang, model);
        secure(response, PAGE_POLICY);
        Optional<DocumentsWire.Readable> document = documents.read(id);
        if (document.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        model.addAttribute("document", document.orElse(null));
        return "sandbox/document";
    }

    private static void words(String lang, Model model) {
        Locale locale = Words.locale(lang);
        Map<String, String> words = Words.in(locale);
        var json = Json.object();
        words.forEach(json::put);
        model.addAttribute("w", words);
        model.addAttribute("words", Json.write(json));
        model.addAttribute("lang", locale.getLanguage());
    }

    private static void secure(HttpServletResponse response, String policy) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
    }
}
