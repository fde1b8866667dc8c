package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Series;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lines over points in time ("Chart component", in the notation of VChart). */
record CardChart(Part.Chart chart) implements CardPiece {

    /** What the fields of each point are called in the chart's notation, where they can be read again. */
    static final String POINT = "point";

    static final String VALUE = "value";
    static final String SERIES = "series";

    private static final int MOST_POINTS = 60;
    private static final int MOST_SERIES = 6;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_FIGURE = 30;

    /** Whether there is a course to be seen in it, and it can be told apart. */
    static boolean canShow(Part.Chart chart) {
        return chart.points().size() >= 2
                && chart.points().size() <= MOST_POINTS
                && chart.points().stream().distinct().count() == chart.points().size()
                && !chart.series().isEmpty()
                && chart.series().size() <= MOST_SERIES
                && chart.series().stream().map(Series::name).distinct().count()
                        == chart.series().size()
                && chart.series().stream().allMatch(CardChart::canShow)
                && chart.points().stream().allMatch(point -> point.length() <= LONGEST_NAME)
                && title(chart).length() <= 2 * LONGEST_NAME;
    }

    private static boolean canShow(Series series) {
        List<BigDecimal> values =
                series.values().stream().filter(Objects::nonNull).toList();
        return series.name().length() <= LONGEST_NAME
                && values.size() >= 2
                && values.stream().allMatch(value -> value.toPlainString().length() <= LONGEST_FIGURE);
    }

    @Override
    public ObjectNode json() {
        ObjectNode element = Json.MAPPER.createObjectNode();
        element.put("tag", "chart");
        element.put("aspect_ratio", "16:9");
        ObjectNode spec = element.putObject("chart_spec");
        spec.put("type", "line");
        spec.putObject("title").put("visible", true).put("text", title(chart));
        ArrayNode values = spec.putObject("data").putArray("values");
        for (Series series : chart.series()) {
            for (int i = 0; i < chart.points().size(); i++) {
                BigDecimal value = series.values().get(i);
                if (value != null) {
                    ObjectNode point = values.addObject();
                    point.put(POINT, Words.line(chart.points().get(i), LONGEST_NAME));
                    point.put(VALUE, value);
                    point.put(SERIES, Words.line(series.name(), LONGEST_NAME));
                }
            }
        }
        spec.put("xField", POINT);
        spec.put("yField", VALUE);
        spec.put("seriesField", SERIES);
        spec.putObject("legends").put("visible", chart.series().size() > 1);
        return element;
    }

    private static String title(Part.Chart chart) {
        String title = Words.line(chart.title(), Integer.MAX_VALUE);
        String unit = Words.line(chart.unit(), Integer.MAX_VALUE);
        return unit.isEmpty() ? title : title + "（" + unit + "）";
    }

    @Override
    public int elements() {
        return 1;
    }

    @Override
    public int charts() {
        return 1;
    }

    @Override
    public int cost() {
        return CardText.cost(json()) + 1;
    }

    @Override
    public boolean isBlank() {
        return false;
    }

    @Override
    public Optional<Split> split(int bytes, int elements, boolean alone) {
        return Optional.empty();
    }
}
