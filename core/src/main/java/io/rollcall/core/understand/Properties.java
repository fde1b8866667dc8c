package io.rollcall.core.understand;

import java.util.Locale;
import java.util.Set;

/** The names of the properties that note systems write above a page they export. */
public final class Properties {

    private static final Set<String> NAMES = Set.of(
            "created",
            "created time",
            "created by",
            "created at",
            "updated",
            "last edited",
            "last edited time",
            "last edited by",
            "date",
            "tags",
            "tag",
            "author",
            "owner",
            "status",
            "type",
            "property",
            "url",
            "创建时间",
            "创建日期",
            "创建人",
            "更新时间",
            "最后编辑",
            "最后编辑时间",
            "编辑时间",
            "日期",
            "时间",
            "标签",
            "作者",
            "汇报人",
            "填写人",
            "周期",
            "汇报周期",
            "报告周期");

    private Properties() {}

    /** Whether a line {@code name: value} at the top of an exported page is one of them. */
    public static boolean has(String name) {
        return NAMES.contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
