package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What judges the posts is judged first. */
class MarkdownReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "请看[这里](https://example.com)",
                "![图](https://example.com/x.png)",
                "<https://example.com>",
                "**粗**",
                "*斜*",
                "`码`",
                "```\n码\n```",
                "    码",
                "~~删~~",
                "<b>粗</b>",
                "<font color=\"warning\">红</font>",
                "<@all>",
                "> 引用",
                "- 条",
                "1. 条",
                "| 甲 | 乙 |",
                "# 注入",
                "注入\n==="
            })
    void whatIsMoreThanWordsIsFound(String markdown) {
        assertThat(MarkdownReader.markup("前一行  \n\n" + markdown)).isNotEmpty();
    }

    @Test
    void wordsUnderHeadingsAreNot() {
        assertThat(MarkdownReader.markup("# 清结算中心 第 49 周周报\n\n## 【O1 业务支撑】\n\u200b1. 一条  \n\n---\n二"))
                .isEmpty();
    }
}
