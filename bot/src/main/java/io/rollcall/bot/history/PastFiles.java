package io.rollcall.bot.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the files of past reports and reads them. */
public final class PastFiles {

    /** A weekly report of some years fits a hundred times; what is larger is something else. */
    private static final long LARGEST = 2_000_000;

    private PastFiles() {}

    /**
     * The files that these names mean: a file as it is named, a folder's {@code *.md} at any depth, by name. What is
     * hidden is passed over. No file is there twice.
     *
     * @throws IllegalArgumentException when a name is neither a file nor a folder that can be read, or nothing is found;
     *                                  the message says what would work
     */
    public static List<Path> find(List<String> names) {
        Set<Path> found = new LinkedHashSet<>();
        for (String name : names) {
            Path path = path(name);
            if (Files.isDirectory(path)) {
                found.addAll(below(path));
            } else if (Files.exists(path)) {
                found.add(path.normalize());
            } else {
                throw new IllegalArgumentException(
                        "there is no file or folder " + name + "; give Markdown files, or folders with *.md in them");
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no *.md in " + String.join(", ", names) + "; export the reports as Markdown, unzipped");
        }
        return List.copyOf(found);
    }

    /**
     * The text of a file.
     *
     * @throws UnreadableException when it is none; the message says why and what would work
     */
    public static String text(Path file) throws UnreadableException {
        byte[] bytes;
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new UnreadableException("has " + size / 1_000_000 + " MB; a report has at most "
                        + LARGEST / 1_000_000 + ", so split it by week");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + reason(e));
        }
        if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
            throw new UnreadableException("is an archive; unzip it and give the folder");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("is not UTF-8 text; save it as UTF-8 and import it again");
        }
    }

    /** Why a file holds no text; for people, in one line after the file's name. */
    public static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + " cannot be the name of a file or folder", e);
        }
    }

    private static List<Path> below(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    return !each.equals(folder) && isHidden(each)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isHidden(file)
                            && !Files.isDirectory(file)
                            && file.toString().toLowerCase(Locale.ROOT).endsWith(".md")) {
                        files.add(file.normalize());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new IllegalArgumentException("the folder " + folder + " cannot be read: " + reason(e), e);
        }
        files.sort(null);
        return files;
    }

    private static boolean isHidden(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }
}
