package io.rollcall.core.understand;

import java.util.Map;

/**
 * The words that decide, one row a sense; a word may stand in several rows. At each place of a line the longest word
 * counts, so a row of {@link #NOTHING} keeps a longer word from being read as a shorter one: {@code 计划书} is no plan.
 */
final class Lexicon {

    /** Words that mean none of the things that words within them mean. */
    private static final String NOTHING = """
            计划书 计划项目 计划表 计划类 计划性 商业计划 计划外 计划内 目标客群 目标客户 目标用户
            虚拟 模拟 拟合 草拟 拟人 比拟
            中心 中信 中国 中台 中行 中文 中旬 中期 中间 中长期 中断 中午 中金 中继 中转 中标
            其中 集中 命中 年中 月中 期中 居中 选中 心中 适中 空中 当中
            上线前 上线后 上线以来 上线率 上线计划 上线准备 上线方案 上线导致 上线窗口 上线申请 上线下 线上线下 上线流程 上线评估
            完成后 完成前 完成度 完成情况 完成率 完成量 提测率 发布会 发布后 发布前 发布计划 启动会 开始时间 投产前 投产后 验收标准 验收后
            结束后 结束前 解决方案 问题解决率 修复率 修复后 通过率 交付物 交付率 交付质量 落地页 确认函 确认书 通过对 通过与 通过优化 通过引入
            已有 已知 已成为 待遇 等待时间 期待 招待 对待 接待 看待 善待 等级 等于 等同 等方面 平等 对等 相等 高等 等等
            未来 未必 无论 无感 无缝 无卡 无损 不仅 不断 不同 不少 不错 没关系 非常 非标 非初审 并非 除非 非现场 无单 无人 无线
            无阻塞 无卡点 解除阻塞 无风险 无延期 非阻塞 暂停键
            稳定 稳定在 所需 无需 急需 刚需 需方 内需 必需 供需 按需 需要时 特需
            阻塞缺陷 阻塞级 阻塞类 阻塞性 阻塞bug 阻断缺陷
            比价 比对 比分 比率 比亚迪 比特 可比 配比 无比 好比 比照 比方 比肩 比特币 对比度 比武 比选 比稿 比拼 同比例 等比 反比 正比 环比例
            就差额 就差异 就差错 好了解 走完后 做完后 跑完后 测完后
            比较 较为 较大 较高 较低 较好 较多 较少 较长 较快 较慢 较强 计较 占比 比例 比重 比赛 比如 百分比 性价比 转化比 招投标比
            差不多 差不离 大差不差
            持续时间 推进会 跟进人 跟进表 待办 启动器 跟进率 排查率 减少量 增长率 提升率 下降率 增长点 降低率
            上升期 下降期 增长期 需要时 进行时 仍然 待定级
            后续工作 后续版本 后续需求 后续流程 后续环节 后续事项 后续事宜 后续步骤 后续动作 后续问题 后续批次 后续阶段 后续功能 后续服务 后续项目
            后续任务 后续业务 后续合作 后续影响 后续系统 后续内容 后续方案
            """;

    private static final Map<Sense, String> WORDS = Map.ofEntries(
            Map.entry(Sense.PLAN, """
                    原来说 本来说 本来想 本来要 本来打算 本该 原本 原先 原定于 本来定
                    预计 预期 预定 预估 计划 拟 拟定 拟于 期望 期待在 希望 争取 力争 有望 打算 定于 定在 暂定 原定 原计划 原预计 原先计划
                    准备全量 准备上线 准备提测 准备灰度 准备发布
                    将于 将在 将会 将要 即将 最晚 最迟 不晚于 至迟 目标是 目标为 排在 排到 计划于 预计于 预计在 拟在 尽快 尽早 需在 需于
                    截止日期 截止时间 deadline ddl eta expected expect plan planned due target by
                    """),
            Map.entry(Sense.MOVED, """
                    延期 延期至 延期到 延至 延到 延后 延后至 延后到 推迟 推迟至 推迟到 顺延 顺延至 顺延到 调整至 调整到 调整为 改为 改到 改至 改期
                    提前至 提前到 后延 拖至 移至 delayed postponed moved
                    """),
            Map.entry(Sense.TARGET, "目标 目标值 目标是 目标为 指标要求 kpi 要求 期望值 争取 力争 预估 预计 预期"),
            Map.entry(Sense.HAPPENED, "已 已经 已于 已在 实际 顺利 刚刚 如期 按期 按时 提前完成 成功上线 成功发布 于昨日"),
            Map.entry(Sense.DONE, """
                    都过 全过 均过 收到了 拿到了 下来了 切到 切至 迁到 迁至 跑完 做完 搞完 改完 写完 弄完 测完 办完 发完 走完 收完 补完 干完 谈妥 办妥 敲定 谈定 弄好了 搞好了 做好了 改好了 修好了 调好了 配好了 写好了
                    谈好了 跑好了 好了 已办 收工
                    完成 完毕 跑通 完结 结束 达成 办结 搞定 结项 结案 完工 收官 告一段落 全部通过 验收通过 评审通过 检测通过 测试通过 审批通过 已过会
                    顺利通过 成功通过 打通 到位 进行了 已收 已收到 已解决 已修复 已关闭 上线完成 上线完毕 完成上线 圆满 如期完成 已达成
                    ok了 ok啦 完事了 全部收尾 已收尾
                    done completed complete finished released shipped launched resolved closed
                    """),
            Map.entry(Sense.DELIVERY, "上线 发布 发版 投产 交付 落地 修复 下线 解决 全量 通过 上架 签署 签约 签订 定标 中标 过会 验收 关闭 开放 开通 生效"),
            Map.entry(Sense.LIVE, "上线 发布 发版 投产 全量 下线 上架 交付 开业 开城 开放 开通 生效"),
            Map.entry(Sense.START, "启动 开始 开启 进入 着手 开工 立项 展开 开展 筹备 介入 进场 试运行 kickoff started start"),
            Map.entry(Sense.OPEN, """
                    需 在做 在弄 在搞 在等 快好了 快完了 差一点 就差 还差 还剩 就剩 只剩 僵持
                    正在 进行中 持续 推进 跟进 等待 剩余 尚在 仍在 还在 仍需 尚需 还需 陆续 逐步 排查 进行 进展顺利 进度正常 进展正常 正常推进 按计划 有序 需要 仍 待
                    了一半 了大半 了一大半 完成一半 完成大半 到一半 过半了
                    剩下 提测 未完 有延迟 进度延迟 有所延迟 进度滞后 进度延误 需调整 需求变更 变更方案 需变更 推动 持续优化 持续推进 联合推进
                    ongoing wip pending waiting
                    """),
            Map.entry(
                    Sense.PAUSED,
                    "先放一放 先放放 先不做 停掉 暂不做 搁着 先停 暂停 暂缓 搁置 挂起 中止 叫停 停止推进 暂不推进 暂时停止 暂时搁置 停工 冻结推进 hold paused suspended"),
            Map.entry(Sense.BLOCKED, """
                    卡住了 卡着 卡死 受制于 阻塞 卡点 卡住 受阻 被卡 卡在 停滞 无法推进 无法继续 被阻塞 推进不下去 没法推进 没法继续 没法往下
                    无法往下 推不动 推不下去 走不下去 做不了 推不了 上不了 测不了 进不了 走不了 动不了 联调不了 开展不了 进行不了 没法做 没法测
                    没法上 没法联调 没法上线 没法测试 无法联调 无法上线 无法测试 无法开展 无法进行 无法验证 迟迟不 迟迟未 迟迟没 blocked
                    blocker stuck
                    """),
            Map.entry(Sense.NOT_STARTED, """
                    没排期 未排期 没定排期 还没动 没动 没排上 还没排 没安排 未排上 没启动 没立项 尚未排期
                    未启动 未开始 待启动 待开始 尚未启动 尚未开始 暂未启动 暂未开始 没有启动 还没开始 没开始 还未开始 还未启动 未排期 待排期 待开发 待立项 未动工 待开工 未立项
                    """),
            Map.entry(Sense.NOT, "未 没 没有 尚未 暂未 还未 无 不 非 并未 从未 无法 未能 not"),
            Map.entry(Sense.LATER, "后续 下一步 接下来 随后 之后将 后面 下阶段 二期目标 待后续 下步"),
            Map.entry(Sense.WORK, """
                    开发 测试 联调 设计 评审 验证 改造 迁移 接入 对接 部署 建设 梳理 整理 沟通 分析 排查 编写 编码 调研 准备 处理 刷数 盘点 切量 灰度 验收 治理
                    优化 适配 集成 配置 演练 复盘 招标 采购 签约 审批 审核 初审 规划 切换 清理 迭代 开户 上线 推进 进行 实施 讨论 确认 修复 回归 压测 落地 执行
                    评估 走查 演示 入网 投产 搭建 升级 替换 下线 推广 铺开 拓展 培训 制作 撰写 输出 收集 统计 核对 对账 上报 提报 申请 备案 报备 谈判 磋商 洽谈 招聘 面试
                    提测 试点 试运行 试单 内测 公测 放量 切流 重构 拆分 合并 下发 导入 导出 开通 签署 过审 立项 发布 交付 筹备 跟进 落库 补录 回填 刷新 备份 扩容 缩容
                    自测 冒烟 封版 提审 回滚 排期 定标 评标 投标 协商 商谈 谈判 审计 稽核 核销 结算 清算 发放 试用 打磨 完善 整改 加固 巡检 追踪 监控 计算 生产 调整 修改 走流程 研发
                    用印 盖章 报批 采集 标注 训练 微调 调优 录入 归档 发版 切库 割接 搬迁 上架 进件 对标 询价 比价 立案 开票 运行 运营 施工 装修 安装 调试 交接 补充 解决 跟踪
                    """),
            Map.entry(
                    Sense.PART,
                    "整体 总体 需求 前端 后端 用例 接口 方案 uat showcase sit 全部 主流程 详设 概设 前后端 客户端 服务端 服务端开发 功能 页面 文档 任务 项目 累计完成"),
            Map.entry(Sense.EVENT, """
                    准备全量 准备上线 准备提测 准备灰度 准备发布
                    上线 提测 发布 投产 联调 开发 完成 启动 开始 支持 评审 试单 切量 验收 封网 进场 检查 跑通 修复 交付 全量 灰度 下线 开放 对接 沟通 治理 测试 刷新 盘点
                    拓展 述职 答辩 汇报 演练 过会 签约 定标 开标 投标 开户 迁移 切换 部署 讨论 合并 结束 发版 封版 上架 生效 到期 截止 解决 反馈 回复 确认 召开 举办 组织 参加
                    提供 输出 提交 提报 上报 发起 进行 推进 落地 入网 打通 接入 改造 验证 回归 压测 试运行 试点 内测 公测 宣讲 培训 到货 发货 到位 到岗 入职 离职 上会 立项 出具 签署 开通
                    重新盘点 进入 发放 到账 开票 结算 对账 上报 审批 审核 报备 备案 面试 招标 采购 谈判 出差 拜访 走访 调研 梳理 整理 编写 规划 设计 重构 拆分 优化 升级 扩容 割接 搬迁
                    试用 更新 同步 恢复 回滚 停机 维护 巡检 变更 拉齐 过方案 评估 切流 放量 见面 会议 会签 研发 处理 跟进 集成 补充 调整
                    上线时间 上线日期 完成时间 提测时间 投产时间 发布时间 交付时间 go-live golive release launch kickoff uat
                    """),
            Map.entry(
                    Sense.OCCASION,
                    "例会 周会 月会 年会 会议 复盘 大促 活动 账单 报告 数据 报表 月报 周报 总结 规划 值班 期间 决算 结账 关账 费用 税务 考核 述职 盘点会 排期 排期表 分享 分享会 团建 沙龙 宣导 宣讲 宣传月 工资 薪资 奖金 绩效 预算 对账单 发票 okr 排班"),
            Map.entry(
                    Sense.INCIDENT,
                    "事故 故障 事件 告警 报警 宕机 中断 异常 抖动 掉单 瘫痪 报错 超时 失败 堆积 恢复 影响 持续 误配 误发 打满 不可用 重复 卡顿 白屏 崩溃 闪退"),
            Map.entry(Sense.PROGRESS, "进度 完成度 进展 完成率 完成 达成率 完成进度 总进度 目标完成率 目标达成率 目标完成度 progress"),
            Map.entry(Sense.DUTY, "值班 值守 轮值 轮班 排班 当班 oncall"),
            Map.entry(Sense.SAVED, "节省 节约"),
            Map.entry(Sense.QUANTITY, """
                    数 量 额 率 值 比 分 数量 订单 订单数 笔数 点赞 点踩 总计 合计 共计 共 累计 总数 人数 用户 用户数 粉丝 收藏 转发 评论 交易 成交 商户数 户数 得分 评分 缺陷 问题
                    工单 投诉 咨询 修复 关闭 新增 遗留 剩余 待处理 单量 件量 流水 余额 收入 成本 费用 占比 客诉 告警 报警 成功 失败 总量 总额 净增 峰值 均值 日均 月均 转化 订阅
                    曝光 点击 下单 访问 浏览 下载 注册 高危 中危 低危
            auc ks f1 psi acc recall precision gini mae rmse bug bugs uv pv dau mau gmv qps tps rt roi ctr nps sla case cases
                    """),
            Map.entry(
                    Sense.UP,
                    "高于 多于 提升 上升 增长 上涨 提高 增加 升高 上调 扩大 涨幅 增幅 提速 改善 新增长 回升 飙升 激增 猛增 攀升 拉升 走高 多 高 增 涨 升 ↑ up increased"),
            Map.entry(
                    Sense.DOWN,
                    "低于 少于 下降 降低 减少 下滑 回落 下跌 缩短 缩小 收窄 压缩 砍掉 砍 掉了 走低 节省 缩减 下调 压降 节约 骤降 降幅 跌幅 少 低 降 跌 减 ↓ down decreased dropped"),
            Map.entry(Sense.COMPARE, """
                    比 低于 高于 少于 多于
                    较 较之 相较 相较于 相比 相比于 对比 环比 同比 周环比 月环比 季环比 年同比 周同比 月同比 日环比 日同比 比上周 比上月 比上个月 比上季度 比去年 比上年 比昨日 比昨天 比之前
                    比前一周 比上一周 比前周 与上周 与上月 与去年 和上周 和上月 和去年 vs wow mom yoy
                    """),
            Map.entry(Sense.LAST_WEEK, "上周 上一周 前一周 上个周 上期 周环比 周同比 比上周 比前一周 比上一周 与上周 和上周 wow"),
            Map.entry(Sense.LAST_MONTH, "上月 上个月 上一月 月环比 比上月 比上个月 与上月 和上月 mom"),
            Map.entry(Sense.LAST_QUARTER, "上季度 上季 上个季度 上一季度 季环比 比上季度"),
            Map.entry(Sense.LAST_YEAR, "去年 上年 同期 上年同期 去年同期 同比 年同比 比去年 比上年 与去年 和去年 yoy"));

    private static final WordTree TREE = tree();

    private Lexicon() {}

    static WordTree words() {
        return TREE;
    }

    /** Work, its start and its delivery are things that happen on a day. */
    private static long implied(Sense sense) {
        return switch (sense) {
            case WORK, START, DELIVERY, LIVE -> Sense.EVENT.bit;
            default -> 0;
        };
    }

    private static WordTree tree() {
        WordTree tree = new WordTree();
        WORDS.forEach((sense, row) -> {
            for (String word : row.strip().split("\\s+")) {
                tree.add(word, sense.bit | implied(sense));
            }
        });
        for (String word : NOTHING.strip().split("\\s+")) {
            tree.add(word, 0);
        }
        return tree;
    }
}
