package io.rollcall.bot.wire;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of this test, in a form that JVMs start from fast: the first one that ends in order leaves its loaded
 * classes in an archive (JDK 13 and later, "dynamic archive") for those after it, which need a third less work.
 */
final class BotClasses {

    private final String classPath;
    private final Path archive;

    private BotClasses(String classPath, Path archive) {
        this.classPath = classPath;
        this.archive = archive;
    }

    /** Packs the folders of the class path into jars in a folder, since an archive works with nothing else. */
    static BotClasses packed(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(element);
            if (Files.isDirectory(path)) {
                Path jar = folder.resolve("classes" + jars.size() + ".jar");
                pack(path, jar);
                jars.add(jar.toString());
            } else if (Files.exists(path)) {
                jars.add(element);
            }
        }
        return new BotClasses(String.join(File.pathSeparator, jars), folder.resolve("classes.jsa"));
    }

    /** Starts a bot; see {@link BotProcess}. */
    BotProcess start(Path folder, List<String> arguments, Instant clock, String stop) {
        // A short life is not worth compiling for, nor many threads to collect its garbage.
        List<String> jvm = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-cp",
                classPath);
        try {
            return new BotProcess(folder, jvm, arguments, clock, stop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            // With the folders, which a search for components goes by.
            for (Path file : (Iterable<Path>) files.filter(file -> !file.equals(folder))::iterator) {
                boolean isFolder = Files.isDirectory(file);
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
                if (!isFolder) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
    }
}
