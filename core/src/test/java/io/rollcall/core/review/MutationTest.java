package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A true report with one wrong figure in it, a thousand times. */
class MutationTest {

    private static final String BEFORE = """
            # 2025-W23

            - 【景云收单】
                1. 运行概览：
                    - 累计交易笔数48210笔，总金额39617万。
                    - 本周交易5124笔，交易金额4381万，平均每笔交易金额0.86万。
                    - 分城市交易数据：
                        - 青屿：2,604笔，2,213万，渗透率18.2%
                        - 澜州：1,377笔，1,190万，渗透率11.4%
                        - 禾川：802笔，676万，渗透率9.7%
                        - 望海：341笔，302万，渗透率6.3%
                2. 商户：累计接入商户812家，本周新增31家。
                3. 渠道：总支付成功订单为10420笔，其中微信8836笔占比84.80%。

            ## 【O1 业务服务】

            1. 门店分账：联调进度60%，预计7月3日上线
            2. 电子回单：开发进度45%，整体进度30%
            3. 对账平台：历史数据回刷进度72.5%

            ## 【系统运行数据】

            - 入金成功率：99.981%，较上周提升0.004%
            - 出金成功率：99.962%，较上周下降0.003%
            - 日均交易笔数：7320笔，较上周增加180笔
            - 客服接通率：93.4%，较上周提升1.2个百分点
            """;

    private static final String AFTER = """
            # 2025-W24

            - 【景云收单】
                1. 运行概览：
                    - 累计交易笔数53507笔，总金额44152万。
                    - 本周交易5297笔，交易金额4535万，平均每笔交易金额0.86万。
                    - 分城市交易数据：
                        - 青屿：2,688笔，2,290万，渗透率18.6%
                        - 澜州：1,421笔，1,231万，渗透率11.7%
                        - 禾川：835笔，702万，渗透率9.9%
                        - 望海：353笔，312万，渗透率6.4%
                2. 商户：累计接入商户846家，本周新增34家。
                3. 渠道：总支付成功订单为10815笔，其中微信9203笔占比85.10%。

            ## 【O1 业务服务】

            1. 门店分账：联调进度75%，预计7月3日上线
            2. 电子回单：开发进度60%，整体进度40%
            3. 对账平台：历史数据回刷进度81.0%

            ## 【系统运行数据】

            - 入金成功率：99.984%，较上周提升0.003%
            - 出金成功率：99.957%，较上周下降0.005%
            - 日均交易笔数：7567笔，较上周增加247笔
            - 客服接通率：93.9%，较上周提升0.5个百分点
            """;

    /** One way to spoil a figure, and what must be noticed then. */
    private record Slip(FindingKind kind, Pattern where, Function<Random, Function<BigDecimal, BigDecimal>> how) {}

    private static final Function<Random, Function<BigDecimal, BigDecimal>> OFF =
            random -> value -> scaled(value, (random.nextBoolean() ? 1 : -1) * (0.08 + 0.5 * random.nextDouble()));

    private static final Function<Random, Function<BigDecimal, BigDecimal>> POWER = random -> {
        int power = new int[] {-4, -3, -2, -1, 1, 2, 3, 4}[random.nextInt(8)];
        return value -> value.scaleByPowerOfTen(power);
    };

    private static final List<Slip> SLIPS = List.of(
            new Slip(
                    FindingKind.CLAIM,
                    Pattern.compile("(?<=(?:提升|下降|增加))([\\d.]+)"),
                    random -> value -> value.multiply(BigDecimal.valueOf(1.7 + 3 * random.nextDouble()))
                            .setScale(Math.max(value.scale(), 0), RoundingMode.UP)),
            new Slip(FindingKind.CLAIM, Pattern.compile("(?<=本周新增)(\\d+)"), OFF),
            new Slip(FindingKind.SUM, Pattern.compile("(?<=青屿：|澜州：|禾川：)([\\d,]+)(?=笔)"), OFF),
            new Slip(FindingKind.SUM, Pattern.compile("(?<=平均每笔交易金额)([\\d.]+)"), OFF),
            new Slip(FindingKind.SUM, Pattern.compile("(?<=占比)([\\d.]+)"), OFF),
            new Slip(FindingKind.UNIT, Pattern.compile("(?<=总金额|笔，)([\\d,]+)(?=万)"), POWER),
            new Slip(FindingKind.UNIT, Pattern.compile("(?<=日均交易笔数：)(\\d+)"), POWER),
            new Slip(
                    FindingKind.BACKWARDS,
                    Pattern.compile("(?<=联调进度|回刷进度|开发进度|整体进度)([\\d.]+)"),
                    random -> value -> scaled(value, -0.35 - 0.4 * random.nextDouble())),
            new Slip(
                    FindingKind.CONTRADICTION,
                    Pattern.compile("(?<=成功率：|接通率：)([\\d.]+)"),
                    random -> value -> value.add(BigDecimal.valueOf(20 + random.nextInt(60)))));

    private static BigDecimal scaled(BigDecimal value, double by) {
        return value.multiply(BigDecimal.valueOf(1 + by)).setScale(Math.max(value.scale(), 0), RoundingMode.HALF_UP);
    }

    @Test
    void theTrueReportsAreAboveSuspicion() {
        assertThat(review(AFTER)).isEmpty();
    }

    @Test
    void ofAThousandSlipsNearlyAllAreNoticed() {
        Map<FindingKind, int[]> counts = new EnumMap<>(FindingKind.class);
        List<String> missed = new ArrayList<>();
        IntStream.range(0, 1000).forEach(seed -> {
            Random random = new Random(seed);
            Slip slip = SLIPS.get(random.nextInt(SLIPS.size()));
            List<MatchResult> places = slip.where.matcher(AFTER).results().toList();
            MatchResult place = places.get(random.nextInt(places.size()));
            BigDecimal right = new BigDecimal(place.group(1).replace(",", ""));
            BigDecimal wrong = slip.how.apply(random).apply(right);
            String page = AFTER.substring(0, place.start(1)) + wrong.toPlainString() + AFTER.substring(place.end(1));
            int[] count = counts.computeIfAbsent(slip.kind, kind -> new int[2]);
            count[1]++;
            if (review(page).stream().anyMatch(finding -> finding.kind() == slip.kind)) {
                count[0]++;
            } else {
                missed.add("seed " + seed + ": " + slip.kind + " " + right + " -> " + wrong.toPlainString());
            }
        });
        counts.forEach((kind, count) -> assertThat(count[0] / (double) count[1])
                .as("%s %d of %d; %s", kind, count[0], count[1], missed)
                .isGreaterThanOrEqualTo(0.95));
    }

    private static List<Finding> review(String after) {
        Reviewer reviewer = new Reviewer();
        reviewer.read(Pages.read("2025-W23.md", BEFORE));
        return reviewer.read(Pages.read("2025-W24.md", after));
    }
}
