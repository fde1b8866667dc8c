package io.rollcall.bot.chat.wecom;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The platform's XML: elements, text, nothing else. A document type, an entity beyond XML's own five, too deep a nesting
 * or too many elements make it none of the platform's.
 */
final class Xml {

    private static final int DEEPEST = 8;
    private static final int MOST_ELEMENTS = 1_000;
    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    /**
     * An element.
     *
     * @param text of its own, without that of the elements within
     */
    record Element(String name, String text, List<Element> children) {

        /** The text of the first child of that name; empty text when there is none. */
        String at(String child) {
            return all(child).stream().findFirst().map(Element::text).orElse("");
        }

        List<Element> all(String child) {
            return children.stream()
                    .filter(element -> element.name().equals(child))
                    .toList();
        }
    }

    /** The root element; empty when these bytes are not what the platform sends, which is always UTF-8. */
    static Optional<Element> read(byte[] bytes) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static Optional<Element> read(String text) {
        try {
            XMLStreamReader reader = open(text.strip());
            try {
                return document(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<Element> document(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> path = new ArrayDeque<>();
        Optional<Element> root = Optional.empty();
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    elements++;
                    if (path.size() == DEEPEST || elements > MOST_ELEMENTS) {
                        return Optional.empty();
                    }
                    path.push(new Open(reader.getLocalName()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    Open innermost = path.peek();
                    if (innermost != null) {
                        innermost.text.append(
                                reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Element done = path.pop().element();
                    Open around = path.peek();
                    if (around == null) {
                        root = Optional.of(done);
                    } else {
                        around.children.add(done);
                    }
                }
                case XMLStreamConstants.END_DOCUMENT, XMLStreamConstants.COMMENT -> {
                    // Nothing to read.
                }
                default -> {
                    // A document type, an entity, a processing instruction.
                    return Optional.empty();
                }
            }
        }
        return root;
    }

    /** An element that has not ended yet. */
    private static final class Open {

        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<Element> children = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }

        Element element() {
            // Between its children an element holds line breaks at most.
            return new Element(name, children.isEmpty() ? text.toString() : "", List.copyOf(children));
        }
    }

    /** The factory does not promise to serve several threads; the readers that it gives are used by one each. */
    private static XMLStreamReader open(String text) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(new StringReader(text));
        }
    }

    private static XMLInputFactory factory() {
        // Java's own, whatever parsers are on the class path: what is switched off below is switched off there.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is fetched for a callback");
        });
        return factory;
    }
}
