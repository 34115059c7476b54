package io.pilothouse.cli.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a plugin lies until the registry has looked at it.
 *
 * @param folder {@code .incoming} of the registry's folder of plugins
 */
record Incoming(Path folder) {
    private static final String JAR = ".jar";
    private static final List<String> BESIDE_JAR = List.of(".lock", ".lock.sig");

    /** Copies a plugin there; its name. */
    String put(Path plugin) throws IOException {
        Files.createDirectories(folder);
        String name = plugin.getFileName().toString();
        Path to = folder.resolve(name);
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString(), null,
                    "another installation is under way, or one was cut off; if so, remove it");
        }
        boolean done = false;
        try {
            if (Files.isDirectory(plugin)) {
                Files.createDirectory(to);
                for (Path file : in(plugin)) {
                    Files.copy(file, to.resolve(file.getFileName().toString()), LinkOption.NOFOLLOW_LINKS);
                }
            } else {
                for (Path beside : beside(plugin)) {
                    if (Files.exists(beside)) {
                        Files.copy(beside, folder.resolve(beside.getFileName().toString()));
                    }
                }
                Files.copy(plugin, to);
            }
            done = true;
            return name;
        } finally {
            if (!done) {
                takeBack(name);
            }
        }
    }

    /** Deletes what is left of it: the registry does so too when it has looked at it. */
    void takeBack(String name) throws IOException {
        Path to = folder.resolve(name);
        if (Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : in(to)) {
                Files.deleteIfExists(file);
            }
        } else {
            for (Path beside : beside(to)) {
                Files.deleteIfExists(beside);
            }
        }
        Files.deleteIfExists(to);
    }

    private static List<Path> beside(Path jar) {
        String name = jar.getFileName().toString();
        String stem = name.endsWith(JAR) ? name.substring(0, name.length() - JAR.length()) : name;
        return BESIDE_JAR.stream().map(ending -> jar.resolveSibling(stem + ending)).toList();
    }

    private static List<Path> in(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(files::add);
        }
        return files;
    }
}
