package io.rollcall.bot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the text a command works on: a file, or {@code -} for the standard input. */
final class InputText {

    private InputText() {}

    /** @throws UnusableInputException when there is no such text, or it is not UTF-8 */
    static String read(String name, InputStream standardInput) {
        byte[] bytes = bytes(name, standardInput);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusableInputException(shown(name) + " is not UTF-8 text; save it as UTF-8 and try again");
        }
    }

    private static byte[] bytes(String name, InputStream standardInput) {
        try {
            if (name.equals("-")) {
                return standardInput.readAllBytes();
            }
            Path path = Path.of(name);
            if (!Files.exists(path)) {
                throw new UnusableInputException(
                        "there is no file " + name + "; give a text file, or - for the standard input");
            }
            if (Files.isDirectory(path)) {
                throw new UnusableInputException(name + " is a directory; give one text file in it");
            }
            return Files.readAllBytes(path);
        } catch (InvalidPathException e) {
            throw new UnusableInputException(
                    name + " cannot be a file's name; give a text file, or - for the standard input");
        } catch (IOException e) {
            throw new UnusableInputException(shown(name) + " cannot be read: " + e.getMessage());
        }
    }

    private static String shown(String name) {
        return name.equals("-") ? "the standard input" : name;
    }
}
