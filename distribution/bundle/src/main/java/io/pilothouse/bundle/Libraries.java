package io.pilothouse.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The jars in {@code lib/} as a bundle has them: without signatures, with the time of the build.
 *
 * <p>Every start of a Java program reads and checks the whole signature of a signed jar on its module path, which took
 * four tenths of a second for the two libraries of cryptography. OpenJDK asks no signature of them; what guards the bundle
 * is the signature or the checksum of the bundle. The jars' times are part of what the class cache is checked against, and
 * the archive sets them to the same.
 */
final class Libraries {
    private final Path folder;
    private final FileTime time;

    Libraries(Path bundle, Instant built) {
        folder = bundle.resolve("lib");
        time = FileTime.from(built);
    }

    void prepare() throws IOException {
        for (Path jar : jars()) {
            if (signed(jar)) {
                Path plain = jar.resolveSibling(jar.getFileName() + ".plain");
                withoutSignatures(jar, plain);
                Files.move(plain, jar, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setLastModifiedTime(jar, time);
        }
        Files.setLastModifiedTime(folder, time);
    }

    /** Whether the jars fit together, so that a wrong one stops the build and not the customer's start. */
    List<String> problems() {
        try {
            ModuleFinder finder = ModuleFinder.of(folder);
            Set<String> roots = finder.findAll().stream().map(module -> module.descriptor().name())
                    .collect(Collectors.toSet());
            ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.ofSystem(), roots);
            return List.of();
        } catch (FindException | ResolutionException e) {
            return List.of("the modules in lib/ do not fit together: " + e.getMessage());
        }
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static boolean signed(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).anyMatch(Libraries::isSignature);
        }
    }

    private static boolean isSignature(String name) {
        return name.toUpperCase(Locale.ROOT).matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    /** Entries stay as they are; of the manifest only the part about the whole jar is kept, the rest are digests. */
    private static void withoutSignatures(Path jar, Path plain) throws IOException {
        try (ZipFile source = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(plain);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : source.stream().filter(each -> !isSignature(each.getName())).toList()) {
                byte[] content = source.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    content = mainPart(content);
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                copy.setMethod(entry.getMethod());
                if (entry.getMethod() == ZipEntry.STORED) {
                    CRC32 sum = new CRC32();
                    sum.update(content);
                    copy.setCrc(sum.getValue());
                    copy.setSize(content.length);
                }
                out.putNextEntry(copy);
                out.write(content);
                out.closeEntry();
            }
        }
    }

    private static byte[] mainPart(byte[] manifest) throws IOException {
        Manifest all = new Manifest(new ByteArrayInputStream(manifest));
        Manifest kept = new Manifest();
        kept.getMainAttributes().putAll(all.getMainAttributes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        kept.write(out);
        return out.toByteArray();
    }
}
