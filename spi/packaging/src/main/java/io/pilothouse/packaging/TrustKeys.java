package io.pilothouse.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keys in a folder, one public key in PEM each in {@code NAME.pem}.
 *
 * @param folder where they were looked for
 * @param keys those that could be read, in order of their names
 * @param problems files that are no such key, and why
 */
public record TrustKeys(Path folder, List<TrustKey> keys, List<String> problems) {
    private static final String ENDING = ".pem";
    private static final int LONGEST = 16 * 1024;

    public TrustKeys {
        keys = keys.stream().sorted(Comparator.comparing(TrustKey::name)).toList();
        problems = List.copyOf(problems);
    }

    /**
     * Reads the folder. One that is missing holds no keys; a file that is no key is a problem, but hinders no other.
     *
     * @throws IOException when the folder cannot be listed
     */
    public static TrustKeys in(Path folder) throws IOException {
        List<TrustKey> keys = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return new TrustKeys(folder, keys, problems);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                try {
                    keys.add(read(file, name.substring(0, name.length() - ENDING.length())));
                } catch (UnfitPluginException | IOException e) {
                    problems.add(file + " is no trust key: " + e.getMessage());
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return new TrustKeys(folder, keys, problems);
    }

    private static TrustKey read(Path file, String name) throws UnfitPluginException, IOException {
        if (Files.size(file) > LONGEST) {
            throw new UnfitPluginException(
                    "it has " + Files.size(file) + " bytes; a public key in PEM has less than " + LONGEST);
        }
        return TrustKey.parse(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }

    /** The key with this id. */
    public Optional<TrustKey> find(String id) {
        return keys.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** For refusals: the trusted keys, and the files that should be some. */
    public String described() {
        String known = keys.isEmpty()
                ? folder + " holds no key"
                : "trusted are " + keys.stream().map(TrustKey::toString).collect(Collectors.joining(", "));
        return problems.isEmpty() ? known : known + "; " + String.join("; ", problems);
    }
}
