package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.markup.MarkdownText;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Person;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Markdown as the platform's clients show it ("机器人发送消息的类型"). A mention counts when its {@code @userId} stands in
 * the text and the userid in the message's list; so that no text can have both, a space of no width follows each
 * {@code @} that could begin one.
 */
final class DingTalkText extends MarkdownText {

    /** Within an address, in one of an e-mail, or anywhere else. */
    private static final Pattern AT = Pattern.compile(
            "(?<link>https?://[!-~]+)|(?<mail>[A-Za-z0-9.%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)|@(?!\\u200b)");

    private static final String APART = "@\u200b";

    DingTalkText(int maxBytes) {
        super(maxBytes);
    }

    /** Text that mentions nobody, with all the characters it had; in a link an {@code @} gets its percent code. */
    static String unmentioning(String text) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        Matcher found = AT.matcher(text);
        return found.replaceAll(at -> {
            if (found.group("link") != null) {
                return Matcher.quoteReplacement(at.group().replace("@", "%40"));
            }
            return found.group("mail") != null ? Matcher.quoteReplacement(at.group()) : APART;
        });
    }

    /** Whether a text mentions the member, where the message's list names them. */
    static boolean mentions(String text, String member) {
        return Pattern.compile("(?<![A-Za-z0-9._%+-])@" + Pattern.quote(member) + "(?:\\s|$)")
                .matcher(text)
                .find();
    }

    /** Those of another chat are named. */
    @Override
    protected Optional<String> mention(Part.Mention mention) {
        return Optional.of(
                mention.people().stream().map(DingTalkText::mention).collect(Collectors.joining(" ")) + "  ");
    }

    private static String mention(Person person) {
        return isHere(person) ? "@" + person.account().address() : unmentioning(inline("@" + person.name()));
    }

    /** Whether somebody is a member of this chat, who can be mentioned in it. */
    static boolean isHere(Person person) {
        return person.account().platform().equals(DingTalkPlatform.NAME);
    }

    @Override
    protected String title(String title) {
        return unmentioning(super.title(title));
    }

    @Override
    protected String heading(String text) {
        return unmentioning(super.heading(text));
    }

    @Override
    public String line(String text) {
        return unmentioning(super.line(text));
    }
}
