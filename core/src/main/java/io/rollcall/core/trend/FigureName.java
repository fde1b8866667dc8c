package io.rollcall.core.trend;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A figure's name, as compared from week to week.
 *
 * <pre>
 * 收款成功率, 整体收款成功率       alike: one holds the other
 * 收款成功率, 退款成功率           apart: only one of them is of 收款
 * 处理工单, 待处理工单             apart
 * P95 响应时间, P99 响应时间       apart: their numbers differ
 * </pre>
 */
final class FigureName {

    /** Above this share of common pairs of characters (Dice's coefficient) two names count as much alike. */
    private static final double ALIKE = 0.72;

    /** The least that two names have in common where nothing else in their lines has that unit. */
    private static final double AKIN = 0.3;

    /** So much of the longer name the shorter one has to be. */
    private static final double MOST_OF_IT = 0.6;

    private static final Pattern OF_NO_ACCOUNT = Pattern.compile("本周|当周|这周|目前|当前|截至|截止|的|this week");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}+]+");
    private static final Pattern CODE = Pattern.compile("[a-z]*\\d+[a-z]*|[a-z]+");

    /** Words that tell figures apart, by what they tell. */
    private static final List<Set<String>> TELLING = List.of(
            Set.of("新增", "净增", "累计", "存量", "活跃", "流失", "剩余", "总", "减少"),
            Set.of("最高", "最低", "平均", "均值", "峰值", "中位", "上限", "下限"),
            Set.of("成功", "失败", "异常", "超时", "通过", "拒绝", "驳回"),
            Set.of("收款", "付款", "退款", "充值", "提现", "转账", "代发", "代付", "代扣", "入金", "出金", "放款", "还款", "开卡", "签约", "解约"),
            Set.of("日均", "周均", "月均", "年均", "日活", "周活", "月活"),
            Set.of("单价", "均价", "笔均", "户均", "人均", "占比", "余额"),
            Set.of("未", "待"),
            Set.of("线上", "线下"),
            Set.of("对公", "对私"),
            Set.of("境内", "境外"),
            Set.of("微信", "支付宝", "银联", "云闪付"),
            Set.of("扫码", "刷卡", "刷脸"),
            Set.of("安卓", "苹果", "鸿蒙"),
            Set.of("新", "老", "旧"),
            Set.of("前端", "后端"),
            Set.of("上线", "下线"),
            Set.of("流入", "流出"),
            Set.of("买", "卖"),
            Set.of("借", "贷"));

    private final String bare;
    private final Set<Integer> pairs;

    FigureName(String written) {
        String folded = Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        this.bare = SIGNS.matcher(OF_NO_ACCOUNT.matcher(folded).replaceAll("")).replaceAll("");
        this.pairs = pairsOf(bare);
    }

    boolean isEmpty() {
        return bare.isEmpty();
    }

    boolean isSame(FigureName other) {
        return bare.equals(other.bare);
    }

    boolean holds(FigureName other) {
        return bare.contains(other.bare);
    }

    int length() {
        return bare.length();
    }

    /** How sure it is that a figure was only renamed: 0 where it is not, 1 for the same name. */
    double likeness(FigureName other) {
        if (isEmpty() || other.isEmpty() || isApart(other)) {
            return 0;
        }
        double common = common(other);
        int shorter = Math.min(bare.length(), other.bare.length());
        int longer = Math.max(bare.length(), other.bare.length());
        boolean within = isWithin(other) && shorter >= MOST_OF_IT * longer;
        return within || common >= ALIKE ? Math.max(common, ALIKE) : 0;
    }

    /** Whether it may be the same figure in other words, where nothing else in either line could be. */
    boolean isAkin(FigureName other) {
        return isEmpty() || other.isEmpty() || !isApart(other) && (isWithin(other) || common(other) >= AKIN);
    }

    private boolean isWithin(FigureName other) {
        return holds(other) || other.holds(this);
    }

    private double common(FigureName other) {
        long common = pairs.stream().filter(other.pairs::contains).count();
        int all = pairs.size() + other.pairs.size();
        return all == 0 ? 0 : 2.0 * common / all;
    }

    /** Whether a number, a Latin word, or a word that tells figures apart stands in one of them only. */
    private boolean isApart(FigureName other) {
        return !codes().equals(other.codes())
                || TELLING.stream().anyMatch(row -> !wordsOf(row).equals(other.wordsOf(row)));
    }

    private Set<String> wordsOf(Set<String> row) {
        return row.stream().filter(bare::contains).collect(Collectors.toSet());
    }

    private Set<String> codes() {
        return CODE.matcher(bare).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Set<Integer> pairsOf(String text) {
        Set<Integer> pairs = new HashSet<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            pairs.add(text.charAt(i) << 16 | text.charAt(i + 1));
        }
        return pairs;
    }
}
