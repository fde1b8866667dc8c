package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Part;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message's buttons as words: whoever answers with a button's label gets what pressing it would do. Buttons that call
 * back need templates that an operator would have to draw in the card platform first.
 */
final class ReplyWords {

    private static final String BUNDLE = "messages.dingtalk";

    private ReplyWords() {}

    /** The same message with its buttons said in words, and with its summary where it holds nothing else. */
    static Message in(Message message) {
        boolean says = message.blocks().stream()
                .flatMap(block -> block.parts().stream())
                .anyMatch(part -> !(part instanceof Part.Buttons || part instanceof Part.Divider));
        List<Block> blocks = new ArrayList<>();
        if (!says) {
            String summary = message.summary().isBlank() ? message.title() : message.summary();
            blocks.add(Block.of(new Part.Text(summary)));
        }
        for (Block block : message.blocks()) {
            blocks.add(new Block(block.parts().stream()
                    .flatMap(part -> part instanceof Part.Buttons buttons
                            ? words(buttons.buttons()).<Part>map(Part.Note::new).stream()
                            : Stream.of(part))
                    .toList()));
        }
        return new Message(message.title(), message.tone(), message.summary(), blocks);
    }

    private static Optional<String> words(List<Button> buttons) {
        List<String> labels = buttons.stream()
                .map(button -> Words.line(button.label(), Integer.MAX_VALUE))
                .filter(label -> !label.isEmpty())
                .toList();
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        ResourceBundle texts = texts(labels);
        String quoted = labels.stream()
                .map(label -> MessageFormat.format(texts.getString("buttons.label"), label))
                .collect(Collectors.joining(texts.getString("buttons.between")));
        return Optional.of(MessageFormat.format(texts.getString("buttons.reply"), quoted));
    }

    /** In the language of the labels. */
    private static ResourceBundle texts(List<String> labels) {
        boolean chinese = labels.stream().flatMapToInt(String::codePoints).anyMatch(Character::isIdeographic);
        ResourceBundle.Control noDetour =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle(BUNDLE, chinese ? Locale.SIMPLIFIED_CHINESE : Locale.US, noDetour);
    }
}
