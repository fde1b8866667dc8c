package io.rollcall.bot.text;

import java.util.Set;

/** Titles that open a section in anybody's report when they stand alone on a line, for texts of no known team. */
public final class UsualTitles {

    public static final Set<String> ALL = Set.of("重点项目", "系统运行数据", "生产事件", "收获与反思", "下周工作及目标", "下周工作计划", "下周计划");

    private UsualTitles() {}
}
