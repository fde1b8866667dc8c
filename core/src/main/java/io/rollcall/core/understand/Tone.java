package io.rollcall.core.understand;

import java.util.List;
import java.util.Locale;

/** What kind of lines stand under a section title; it decides how a line without clear words is read. */
enum Tone {
    /** Lines about work. */
    PLAIN(""),
    /** What will be done: no line states a state of work, a day is a planned one. */
    PLANS("下周工作 下周计划 下周目标 下周重点 下周安排 下周工作及目标 下一步 后续计划 工作计划 下阶段 next plan"),
    /** What went wrong: the first moment is when it happened. */
    INCIDENTS("生产事件 生产事故 生产问题 线上事件 线上事故 线上问题 线上故障 事故 故障 incident"),
    /** Prose: paragraphs are text, not items. */
    PROSE("收获 反思 感悟 感想 心得 思考 随笔 成长 读书 分享 思想 寄语 闲聊 reflection");

    /** Of what went wrong, a list below such a title tells the work that follows from it. */
    private static final String[] FOLLOW_UP = "复盘 改进 整改 措施 行动 待办 后续 跟进 加固 action todo".split(" ");

    private final String[] words;

    Tone(String words) {
        this.words = words.isEmpty() ? new String[0] : words.split(" ");
    }

    /** The tone of the section with this title: the first row of the table with a word that the title holds. */
    static Tone of(String title) {
        String plain = title.toLowerCase(Locale.ROOT);
        for (Tone tone : values()) {
            for (String word : tone.words) {
                if (plain.contains(word)) {
                    return tone;
                }
            }
        }
        return PLAIN;
    }

    /** The tone of lines in this tone's section that stand below items with these labels. */
    Tone below(List<String> labels) {
        return this == INCIDENTS && labels.stream().anyMatch(Tone::namesFollowUp) ? PLAIN : this;
    }

    private static boolean namesFollowUp(String label) {
        String plain = label.toLowerCase(Locale.ROOT);
        for (String word : FOLLOW_UP) {
            if (plain.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
