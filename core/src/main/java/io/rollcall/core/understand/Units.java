package io.rollcall.core.understand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that may follow a number and say what it counts. */
final class Units {

    /** What a unit makes of its number. */
    enum Kind {
        COUNT,
        MONEY,
        SHARE,
        /** A length of time: a figure only beside a word that measures one, else it scopes something. */
        TIME,
        /** The number is a place in a row, a version or a day: no figure. */
        ORDINAL,
        /** No unit, though a shorter one stands at its start: {@code 12/5支付上线}. */
        NONE
    }

    /** One row of the table. */
    record Unit(String word, Kind kind) {}

    private static final Map<Kind, String> TABLE = Map.of(
            Kind.COUNT,
            """
            笔 次 个 条 单 家 户 人 人次 人天 人日 人月 城 城市 省 市 区县 台 张 件 项 份 套 位 名 例 起 页 篇 款 种 处 类 根 轮 批 组 只 封 路 站 节点 核 倍 枚 桩 通 盘
            栋 间 场 辆 班 门 步 块 行代码 字 词 门店 店 商户 用户 订单 接口 用例 需求 次/日 qps tps gb mb tb kb g/s ms 毫秒 s 秒 qpm pv uv 人力 票 点位 分 平 平米 公里 度 面 支 部 名单 遍 趟 单次
            """,
            Kind.MONEY,
            "元 美元 港元 港币 欧元 人民币 块钱 rmb usd",
            Kind.SHARE,
            "% ‰ 个百分点 百分点 个点 个pp pp pct bp bps",
            Kind.TIME,
            "天 日 周 小时 个小时 分钟 秒钟 个月 个季度 个工作日 工作日 个自然日 自然日 个交易日 个周 个星期 星期 年 min h d 个半月 个半小时",
            Kind.NONE,
            """
            项目 个人 个性 个税 条件 条款 条码 台账 台湾 份额 家装 家居 家庭 家电 套餐 人行 人民 人工 人群 人脸 单独 单据 单号 单边 单笔 部署 部分 部门 面试 面签 面向 支付 支持 支撑
            通过 通道 通知 通用 通讯 通联 门户 门禁 处理 处置 步骤 路由 路径 路演 场景 点击 点评 点检 分批 分阶段 分期 分账 分析 分别 分布 分润 分拆 分流 分公司 次日 次月 次新 起诉 起草 起租
            起始 起执行 封网 封版 封盘 封控 页面 篇幅 款项 种子 类型 类目 根据 根因 轮询 轮换 批量 批次 批复 批准 组织 组件 组合 组长 只读 间接 间连 间联 站点 站内 节点 核心 核对 核销 核算
            核验 核查 度量 字段 字典 词库 名单 名称 名义 例会 例行 位置 张贴 件数 户数 笔数 城市合伙 店员 店东 店长 倍数 端到端 大促 大屏 大盘 大数据 大客户 大会 对接 对账 对公 对外 对内
            成功 成立 成本 成交 成品 选型 选品 合同 合并 合作 合规 合计 比价 比对 比例 级别 级联 版面 期间 期初 期末 期货 线上 线下 线索 代码 代扣 代付 代理 代收 号召 层级 折扣 折旧 月度
            年度 年会 年中 年初 年底 日均 日常 日志 日报 日切 天津 天猫 周会 周报 周期 秒杀 元旦 元素 平台 平安 平均 平稳 公里数 公司 行业 行内 行方 字节 桩点 步入 组内 台帐 票据 票务
            """,
            Kind.ORDINAL,
            "期 版 版本 级 代 号 层 楼 阶段 环节 线 维 折 月 月份 季度 季 点 时 点半 班次 号线 号楼 端 大 岁 周岁 成 选 合 对 比 期项目 度空间 分之 部分 号机 号库 字头");

    /** By the first character, longer ones first. */
    private static final Unit[][] BY_FIRST = byFirst();

    private Units() {}

    /** The longest unit at this place, or null. */
    static @Nullable Unit at(String text, int at) {
        if (at >= text.length()) {
            return null;
        }
        for (Unit unit : BY_FIRST[lower(text.charAt(at))]) {
            if (text.regionMatches(true, at, unit.word, 0, unit.word.length()) && !splitsLatin(text, unit, at)) {
                return unit.kind == Kind.NONE ? null : unit;
            }
        }
        return null;
    }

    private static boolean splitsLatin(String text, Unit unit, int at) {
        int end = at + unit.word.length();
        return end < text.length() && Fold.isLatin(text.charAt(end)) && Fold.isLatin(text.charAt(end - 1));
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    private static Unit[][] byFirst() {
        Map<Character, List<Unit>> rows = new HashMap<>();
        TABLE.forEach((kind, words) -> {
            for (String word : words.strip().split("\\s+")) {
                rows.computeIfAbsent(word.charAt(0), first -> new ArrayList<>()).add(new Unit(word, kind));
            }
        });
        Unit[][] byFirst = new Unit[Character.MAX_VALUE + 1][];
        Arrays.fill(byFirst, new Unit[0]);
        rows.forEach((first, row) -> {
            row.sort((a, b) -> b.word.length() - a.word.length());
            byFirst[first] = row.toArray(Unit[]::new);
        });
        return byFirst;
    }
}
