package io.pilothouse.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The classes in a plugin's jars. Only their outlines are read; the code of a method is read when somebody asks for it.
 *
 * <p>Threads: one.
 */
final class ClassIndex {
    private static final String CLASS = ".class";
    /** In a jar that does not say that it is one for several versions, such a class is loaded by nobody. */
    private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/[0-9]+/");
    private static final int LONGEST_CLASS = 16 << 20;
    /** The manifest of a library that is signed entry by entry has some 100 bytes for each. */
    private static final int LONGEST_MANIFEST = 4 << 20;
    private static final int MOST_ENTRIES = 200_000;
    private static final long MOST_BYTES = 1L << 30;
    private static final int JAVA_1 = 44;
    private static final int PREVIEW = 0xFFFF;

    private final ClassFile parser = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.LineNumbersOption.DROP_LINE_NUMBERS, ClassFile.StackMapsOption.DROP_STACK_MAPS);
    private final Map<String, ClassOutline> types = new LinkedHashMap<>();
    private final Map<String, Optional<ClassOutline>> platform = new HashMap<>();

    /**
     * Reads the outlines of all classes of a jar.
     *
     * @throws UnfitPluginException also when a class could be another one to the loader than it is here
     */
    void add(Path jar) throws UnfitPluginException, IOException {
        String file = jar.getFileName().toString();
        long total = 0;
        try (JarFile open = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            checkNames(open, file);
            // As the loader sees it: the newest version of each class that this Java reads.
            for (Iterator<JarEntry> each = open.versionedStream().iterator(); each.hasNext();) {
                JarEntry entry = each.next();
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    read(open, entry, LONGEST_MANIFEST, file);
                }
                if (entry.getName().endsWith(CLASS)) {
                    byte[] bytes = read(open, entry, LONGEST_CLASS, file);
                    total += bytes.length;
                    if (total > MOST_BYTES) {
                        throw new UnfitPluginException(file + " unpacks to more than " + (MOST_BYTES >> 20) + " MiB");
                    }
                    index(bytes, entry.getName(), file);
                }
            }
        } catch (ZipException e) {
            throw new UnfitPluginException(file + " is no jar: " + e.getMessage(), e);
        }
    }

    /** Before a module is made of the jar, which reads the manifest whole. */
    static void checkManifest(Path jar) throws UnfitPluginException, IOException {
        String file = jar.getFileName().toString();
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            JarEntry manifest = open.getJarEntry(JarFile.MANIFEST_NAME);
            if (manifest != null) {
                read(open, manifest, LONGEST_MANIFEST, file);
            }
        } catch (ZipException e) {
            throw new UnfitPluginException(file + " is no jar: " + e.getMessage(), e);
        }
    }

    /** All entries, those too that only another version of Java reads. */
    private static void checkNames(JarFile jar, String file) throws UnfitPluginException {
        if (jar.size() > MOST_ENTRIES) {
            throw new UnfitPluginException(file + " has more than " + MOST_ENTRIES + " entries");
        }
        for (Iterator<JarEntry> each = jar.stream().iterator(); each.hasNext();) {
            checkName(each.next().getName(), file);
        }
    }

    private static void checkName(String name, String jar) throws UnfitPluginException {
        boolean leaves = name.startsWith("/") || name.contains("\\") || name.indexOf('\0') >= 0
                || List.of(name.split("/", -1)).contains("..");
        if (leaves) {
            throw new UnfitPluginException(jar + " has an entry \"" + printable(name)
                    + "\", which leads out of the jar; expected a relative path without \"..\"");
        }
        if (name.endsWith(CLASS + "/")) {
            throw new UnfitPluginException(jar + " has an entry \"" + printable(name)
                    + "\", a folder by its name, which would be loaded as a class; expected no \"/\" after " + CLASS);
        }
    }

    private static String printable(String name) {
        return name.replaceAll("[^ -~]", "?");
    }

    private static byte[] read(JarFile jar, JarEntry entry, int most, String file)
            throws UnfitPluginException, IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new UnfitPluginException(
                        entry.getName() + " in " + file + " has more than " + most + " bytes, which is the limit");
            }
            return bytes;
        }
    }

    private void index(byte[] bytes, String entry, String jar) throws UnfitPluginException {
        checkVersion(bytes, entry, jar);
        try {
            ClassOutline type = ClassOutline.of(parser.parse(bytes), jar);
            if (entry.equals(type.name() + CLASS)) {
                if (!type.model().isModuleInfo()) {
                    types.putIfAbsent(type.name(), type);
                }
            } else if (!VERSIONED.matcher(entry).replaceFirst("").equals(type.name() + CLASS)) {
                throw new UnfitPluginException(printable(entry) + " in " + jar + " holds the class "
                        + printable(type.name().replace('/', '.'))
                        + ", so another class could be hidden behind it; expected "
                        + printable(type.name()) + CLASS);
            }
        } catch (RuntimeException damaged) {
            // The parser checks lazily, and what it throws for damage has no common type.
            throw new UnfitPluginException(entry + " in " + jar + " is not a class file: " + damaged.getMessage(),
                    damaged);
        }
    }

    private static void checkVersion(byte[] bytes, String entry, String jar) throws UnfitPluginException {
        if (bytes.length < 8) {
            throw new UnfitPluginException(
                    entry + " in " + jar + " is not a class file: it has " + bytes.length + " bytes");
        }
        int minor = (bytes[4] & 0xFF) << 8 | bytes[5] & 0xFF;
        int major = (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
        if (major > ClassFile.latestMajorVersion()) {
            throw new UnfitPluginException(entry + " in " + jar + " was compiled for Java " + (major - JAVA_1)
                    + "; this one is Java " + Runtime.version().feature() + ": compile with --release "
                    + Runtime.version().feature());
        }
        if (minor == PREVIEW) {
            throw new UnfitPluginException(entry + " in " + jar + " uses preview features of Java " + (major - JAVA_1)
                    + ", which the registry does not enable: compile without --enable-preview");
        }
    }

    /** The plugin's classes. */
    Map<String, ClassOutline> types() {
        return types;
    }

    Optional<ClassOutline> own(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** A class of the JDK; nothing when it is neither there nor one of the plugin's. */
    Optional<ClassOutline> platform(String name) {
        return platform.computeIfAbsent(name, this::readPlatform);
    }

    private Optional<ClassOutline> readPlatform(String name) {
        // In a build the tool is loaded by Maven, and what it was given beside it is not known to the system.
        ClassLoader own = ClassIndex.class.getClassLoader();
        try (InputStream in = own == null
                ? ClassLoader.getSystemResourceAsStream(name + CLASS)
                : own.getResourceAsStream(name + CLASS)) {
            return in == null ? Optional.empty() : Optional.of(ClassOutline.of(parser.parse(in.readAllBytes()), ""));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
