package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.markup.Markup;
import java.util.regex.Pattern;

/**
 * Text messages of a self-built app. They know links by HTML ({@code <a href>}) and, in groups, mentions ({@code
 * <@userid>}), so what could be a tag gets a full-width bracket.
 */
final class PlainText extends Markup {

    private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?@])");

    PlainText(int maxBytes) {
        super(maxBytes);
    }

    static String untagged(String text) {
        return TAG.matcher(text).replaceAll("＜");
    }

    @Override
    protected String title(String title) {
        return untagged(title);
    }

    @Override
    protected String heading(String text) {
        return untagged(text);
    }

    @Override
    public String line(String text) {
        return untagged(text);
    }

    @Override
    protected String rule() {
        return "————";
    }

    @Override
    protected String continued() {
        return "";
    }
}
