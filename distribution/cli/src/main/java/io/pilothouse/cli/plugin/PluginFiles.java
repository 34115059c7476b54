package io.pilothouse.cli.plugin;

import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.Reason;
import io.pilothouse.packaging.PluginExamination;
import io.pilothouse.packaging.PluginJar;
import io.pilothouse.packaging.PluginPackager;
import io.pilothouse.packaging.PluginReport;
import io.pilothouse.packaging.SigningKey;
import io.pilothouse.packaging.UnfitPluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plugin on this computer, as a folder or as a jar; no registry is asked.
 *
 * @param path the folder or the jar
 */
record PluginFiles(Path path) {
    PluginFiles {
        if (!Files.exists(path)) {
            throw new FailedException("there is no " + path + "; give a plugin's folder or its jar");
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !PluginJar.is(path)) {
            throw new FailedException(path + " is neither a folder nor a jar");
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(Path folder) throws UnfitPluginException, IOException;
    }

    private <T> T staged(Work<T> work) {
        try {
            if (!PluginJar.is(path)) {
                return work.in(path);
            }
            Path folder = Files.createTempDirectory("pilothouse-plugin");
            try {
                new PluginJar(path).unpack(folder);
                return work.in(folder);
            } finally {
                remove(folder);
            }
        } catch (UnfitPluginException unfit) {
            throw new FailedException(path + ": " + unfit.getMessage(), unfit);
        } catch (IOException failed) {
            throw new FailedException(path + ": " + Reason.of(failed), failed);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    PluginReport report(PluginExamination.Signatures signatures) {
        return staged(folder -> PluginExamination.report(folder, signatures));
    }

    PluginReport sign(Path key) {
        return staged(folder -> {
            PluginReport report = PluginPackager.pack(folder, SigningKey.read(key));
            if (PluginJar.is(path)) {
                new PluginJar(path).adopt(folder);
            }
            return report;
        });
    }
}
