package io.rollcall.bot.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Reads Markdown as another's renderer does, and tells what in it is more than words under a heading of the bot's own. */
final class MarkdownReader extends AbstractVisitor {

    private static final Parser PARSER = Parser.builder().build();

    /** What WeCom's dialect knows beyond the common one, and mentions. */
    private static final Pattern OWN = Pattern.compile("~~|<@|<font|(?m)^\\s*\\|");

    /** The bot's own headings are the team's name and its sections' titles, which hold none of it. */
    private static final Pattern TYPED = Pattern.compile("注入|[@\\[\\]*_`$]");

    private final List<String> found = new ArrayList<>();

    private MarkdownReader() {}

    static List<String> markup(String markdown) {
        MarkdownReader reader = new MarkdownReader();
        PARSER.parse(markdown).accept(reader);
        if (OWN.matcher(markdown).find()) {
            reader.found.add(markdown);
        }
        return reader.found;
    }

    private void found(Node node) {
        StringBuilder words = new StringBuilder(node.getClass().getSimpleName());
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(' ').append(text.getLiteral());
            }
        });
        found.add(words.toString());
    }

    @Override
    public void visit(Heading heading) {
        StringBuilder words = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }
        });
        if (TYPED.matcher(words).find()) {
            found.add("Heading " + words);
        }
        visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
        found(link);
    }

    @Override
    public void visit(Image image) {
        found(image);
    }

    @Override
    public void visit(Emphasis emphasis) {
        found(emphasis);
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
        found(emphasis);
    }

    @Override
    public void visit(Code code) {
        found(code);
    }

    @Override
    public void visit(FencedCodeBlock code) {
        found(code);
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        found(code);
    }

    @Override
    public void visit(HtmlInline html) {
        found(html);
    }

    @Override
    public void visit(HtmlBlock html) {
        found(html);
    }

    @Override
    public void visit(BlockQuote quote) {
        found(quote);
    }

    @Override
    public void visit(BulletList list) {
        found(list);
    }

    @Override
    public void visit(OrderedList list) {
        found(list);
    }
}
