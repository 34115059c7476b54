package io.pilothouse.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lock file: what each file of the plugin's folder hashes to, except the lock file itself and its signature. One line a
 * file, {@code SHA-256 in hexadecimal, two spaces, name}, in the order of the names; {@code sha256sum -c plugin.lock} reads
 * it too.
 *
 * @param digests SHA-256 in 64 hexadecimal digits by name; not empty
 */
public record PluginLock(SortedMap<String, String> digests) {
    /** Longest lock file in bytes. */
    public static final int MOST_BYTES = 256 * 1024;

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");
    private static final int SHOWN = 5;

    public PluginLock {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /** The lock of a folder as it is now. */
    public static PluginLock of(PluginFolder folder) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (String name : covered(folder)) {
            digests.put(name, folder.digest(name));
        }
        return new PluginLock(digests);
    }

    private static List<String> covered(PluginFolder folder) {
        return folder.sizes().keySet().stream().filter(name -> !excepted(name)).toList();
    }

    private static boolean excepted(String name) {
        return name.equals(PluginFolder.LOCK) || name.equals(PluginFolder.SIGNATURE);
    }

    /**
     * Reads a lock file.
     *
     * @throws UnfitPluginException names the line that is not as it must be
     */
    public static PluginLock parse(byte[] bytes) throws UnfitPluginException {
        // ISO 8859-1, so that no two byte sequences read alike; a name that is allowed is ASCII.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\n")) {
            throw malformed(text.isEmpty() ? "it is empty" : "its last line does not end; was it cut off?");
        }
        SortedMap<String, String> digests = new TreeMap<>();
        int number = 0;
        for (String line : Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1))) {
            number++;
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw malformed("line " + number + " must be 64 hexadecimal digits, two spaces and a name, but is \""
                        + printable(line) + "\"");
            }
            String name = parts.group(2);
            if (!PluginFolder.plain(name) || excepted(name)) {
                throw malformed("line " + number + " names \"" + printable(name)
                        + "\": expected the plain name of a file"
                        + " beside the lock, and neither " + PluginFolder.LOCK + " nor " + PluginFolder.SIGNATURE);
            }
            if (digests.containsKey(name)) {
                throw malformed("line " + number + " names " + name + " a second time");
            }
            if (!digests.isEmpty() && name.compareTo(digests.lastKey()) < 0) {
                throw malformed("line " + number + " names " + name + " after " + digests.lastKey()
                        + ": the names must be in order");
            }
            if (digests.size() == PluginFolder.MOST_FILES) {
                throw malformed("it names more than " + PluginFolder.MOST_FILES + " files");
            }
            digests.put(name, parts.group(1));
        }
        return new PluginLock(digests);
    }

    private static UnfitPluginException malformed(String how) {
        return new UnfitPluginException("the lock file " + PluginFolder.LOCK + " is malformed: " + how);
    }

    private static String printable(String text) {
        String cut = text.length() > 120 ? text.substring(0, 120) + "…" : text;
        return cut.replaceAll("[^ -~]", "?");
    }

    /** The file's bytes. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        digests.forEach((name, digest) -> text.append(digest).append("  ").append(name).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** SHA-256 of the lock file in 64 hexadecimal digits: it stands for all bytes of the plugin. */
    public String digest() {
        return HexFormat.of().formatHex(PluginFolder.sha256().digest(bytes()));
    }

    /**
     * Compares with the folder, file by file.
     *
     * @throws UnfitPluginException names what is missing, too much or changed, with both hashes
     */
    public void check(PluginFolder folder) throws UnfitPluginException, IOException {
        List<String> problems = new ArrayList<>();
        TreeSet<String> extra = new TreeSet<>(covered(folder));
        extra.removeAll(digests.keySet());
        extra.forEach(name -> problems.add("the file " + name + " is not in " + PluginFolder.LOCK));
        for (Map.Entry<String, String> each : digests.entrySet()) {
            if (!folder.has(each.getKey())) {
                problems.add("the file " + each.getKey() + " is missing, which " + PluginFolder.LOCK + " names");
                continue;
            }
            String actual = folder.digest(each.getKey());
            if (!actual.equals(each.getValue())) {
                problems.add("the file " + each.getKey() + " has changed: expected SHA-256 " + each.getValue()
                        + ", found " + actual);
            }
        }
        if (!problems.isEmpty()) {
            throw new UnfitPluginException(String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())))
                    + (problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : ""));
        }
    }
}
