package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Files and folders: listed, copied without following links, forced to the disk, deleted. */
final class Trees {
    private static final int BUFFER = 64 * 1024;

    private Trees() {}

    /** What is in a folder, by name; nothing when there is no folder. */
    static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(found::add);
        }
        found.sort(null);
        return found;
    }

    /**
     * Copies a file, which must not be a link, to a place where none is.
     *
     * @return its size
     * @throws PluginRefusal if it has more than so many bytes
     */
    static long copy(Path from, Path to, long most) throws IOException {
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > most) {
                    throw new PluginRefusal(from.getFileName() + " has more than " + most
                            + " bytes, or the files of the plugin together have more than is allowed");
                }
                out.write(buffer, 0, read);
            }
            return size;
        }
    }

    /** Makes a file durable, or the names in a folder. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a file, or a folder with all that is in it; links are deleted, not followed. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path each : in(path)) {
                delete(each);
            }
        }
        Files.deleteIfExists(path);
    }
}
