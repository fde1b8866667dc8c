package io.rollcall.bot.cli;

import io.rollcall.bot.text.ReviewTexts;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.FindingKind;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints a review, report after report. */
interface ReviewPrinter {

    void report(ReportWeeks weeks, List<Finding> findings);

    void end(int reports);

    /** One JSON object a line, for scripts. */
    final class Lines implements ReviewPrinter {

        private final PrintWriter out;
        private final ReviewTexts texts;
        private final JsonMapper mapper = new JsonMapper();

        Lines(PrintWriter out, ReviewTexts texts) {
            this.out = out;
            this.texts = texts;
        }

        @Override
        public void report(ReportWeeks weeks, List<Finding> findings) {
            for (Finding finding : findings) {
                ObjectNode line = mapper.createObjectNode();
                line.put("week", weeks.toString());
                line.put("line", finding.line());
                line.put("kind", finding.kind().key());
                line.put("item", finding.item());
                line.put(
                        "before", finding.earlier().map(Finding.Place::toString).orElse(null));
                line.put("explain", texts.why(finding));
                ArrayNode quotes = line.putArray("quotes");
                finding.quotes().forEach(quote -> quotes.add(quote.text()));
                line.put("confidence", finding.confidence());
                out.println(mapper.writeValueAsString(line));
            }
        }

        @Override
        public void end(int reports) {}
    }

    /** For people: by section, with the words of both weeks. */
    final class People implements ReviewPrinter {

        /** Below this, it says that it is not sure. */
        private static final double SURE = 0.7;

        private final PrintWriter out;
        private final ReviewTexts texts;
        private final Map<FindingKind, Integer> counts = new EnumMap<>(FindingKind.class);

        People(PrintWriter out, ReviewTexts texts) {
            this.out = out;
            this.texts = texts;
        }

        @Override
        public void report(ReportWeeks weeks, List<Finding> findings) {
            out.println("━━ "
                    + (findings.isEmpty() ? texts.get("head.none", weeks) : texts.get("head", weeks, findings.size())));
            Map<String, List<Finding>> bySection = findings.stream()
                    .collect(Collectors.groupingBy(Finding::section, LinkedHashMap::new, Collectors.toList()));
            bySection.forEach((section, here) -> {
                out.println();
                out.println(section.isEmpty() ? texts.get("section.none") : "【" + section + "】");
                here.forEach(this::finding);
            });
            out.println();
        }

        private void finding(Finding finding) {
            counts.merge(finding.kind(), 1, Integer::sum);
            String unsure = finding.confidence() < SURE ? "  (" + texts.get("unsure") + ")" : "";
            out.println("  " + Columns.shown(finding.item()) + "  [" + texts.kind(finding.kind()) + "]" + unsure);
            out.println("     " + Columns.shown(texts.why(finding)));
            for (Finding.Quote quote : finding.quotes()) {
                out.println("     │ " + quote.place() + "  " + Columns.shown(quote.text()));
            }
            if (finding.line() == null) {
                out.println("     │ " + finding.weeks() + "  " + texts.get("missing"));
            }
        }

        @Override
        public void end(int reports) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            String kinds = counts.entrySet().stream()
                    .map(entry -> texts.kind(entry.getKey()) + " " + entry.getValue())
                    .collect(Collectors.joining(" · "));
            out.println(all == 0 ? texts.get("total.none", reports) : texts.get("total", reports, all, kinds));
        }
    }
}
