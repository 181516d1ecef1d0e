package dev.strapiwebhooks.codegen;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Generated sources, compiled as strictly as a compiler can be asked to. */
final class Compiled {
    private Compiled() {}

    /** A loader of the classes. Throws with the compiler's words when there is a single warning. */
    static URLClassLoader in(Path directory, GeneratedTypes types) throws IOException {
        Path sources = directory.resolve("sources");
        Path classes = Files.createDirectories(directory.resolve("classes"));
        types.writeSources(sources);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> java =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            boolean ok = compiler.getTask(
                            messages, files, null, options(classes), null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            if (!ok || !messages.toString().isEmpty()) {
                throw new AssertionError(messages.toString());
            }
        }
        return loader(classes);
    }

    private static List<String> options(Path classes) {
        return List.of(
                "-d",
                classes.toString(),
                "-Xlint:all",
                "-Werror",
                "-Xdoclint:all/protected",
                "-proc:none",
                "-parameters",
                "--release",
                "17",
                "-encoding",
                "UTF-8");
    }

    private static URLClassLoader loader(Path classes) throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Compiled.class.getClassLoader());
    }
}
